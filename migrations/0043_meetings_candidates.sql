-- Meetings: whom a planned meeting is to vote on, so that the record begins with them; and of the votes that came in writing, how many
-- were for and against, so that a draft read again is the draft that was written. Columns without defaults: a short lock, nothing rewritten.
CREATE TABLE meeting_candidates (
  meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  person_id  uuid NOT NULL REFERENCES persons,
  vote       text NOT NULL CHECK (vote IN ('admission', 'conversion')),
  position   int NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
);
COMMENT ON TABLE meeting_candidates IS 'those a planned meeting is to vote on, one at a time (发展党员工作细则 art. 20-21); what was decided is in meeting_decisions';
CREATE TRIGGER meeting_candidates_frozen BEFORE UPDATE OR DELETE ON meeting_candidates FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();

ALTER TABLE meeting_decisions ADD COLUMN written_yes int, ADD COLUMN written_no int;
ALTER TABLE meeting_decisions ADD CONSTRAINT written_votes_are_those_written
  CHECK (written_yes >= 0 AND written_no >= 0 AND written_yes + written_no <= written AND written_yes <= yes AND written_no <= no) NOT VALID;
ALTER TABLE meeting_decisions VALIDATE CONSTRAINT written_votes_are_those_written;
COMMENT ON COLUMN meeting_decisions.written_yes IS 'of yes, those in writing; null in records from before this was kept';
