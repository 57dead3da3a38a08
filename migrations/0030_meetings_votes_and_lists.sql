-- Meetings: grounds named as in the rules, written opinions kept beside their decision, agreement counted on the row, wrong sign-in codes
-- counted, what belongs to a confirmed record frozen with it. Short locks: a check on an almost empty table, columns with constant defaults, indexes.
ALTER TABLE attendances DROP CONSTRAINT attendances_not_due_ground_check;
ALTER TABLE attendances ADD CONSTRAINT attendances_not_due_ground_check
  CHECK (not_due_ground IN ('illness', 'abroadAtOwnExpense', 'imprisoned', 'bedridden', 'transferPending', 'settledElsewhere'));
ALTER TABLE attendances ADD COLUMN code_tries int NOT NULL DEFAULT 0, ADD COLUMN code_rest_until timestamptz;
ALTER TABLE meetings ADD COLUMN agreed int NOT NULL DEFAULT 0 CHECK (agreed >= 0);
COMMENT ON COLUMN meetings.agreed IS 'how many of those present stand by the text as it is now';

CREATE TABLE meeting_opinions (
  decision_id uuid NOT NULL REFERENCES meeting_decisions ON DELETE CASCADE,
  person_id   uuid NOT NULL REFERENCES persons,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (decision_id, person_id)
);
COMMENT ON TABLE meeting_opinions IS 'who sent a written opinion before the meeting (发展党员工作细则 art. 20); what it says is in the tally only';

CREATE INDEX meetings_by_time ON meetings (starts_at DESC, id DESC);
CREATE INDEX memberships_on_a_day ON memberships (organisation_id, from_on);

-- Confirming freezes the whole record, not its first row alone.
CREATE FUNCTION keep_confirmed_parts_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM meetings WHERE id = OLD.meeting_id AND state = 'confirmed') THEN
    RAISE EXCEPTION 'meeting % is confirmed', OLD.meeting_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER meeting_items_frozen BEFORE UPDATE OR DELETE ON meeting_items FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
CREATE TRIGGER attendances_frozen BEFORE UPDATE OR DELETE ON attendances FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
CREATE TRIGGER meeting_decisions_frozen BEFORE UPDATE OR DELETE ON meeting_decisions FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
CREATE TRIGGER meeting_next_steps_frozen BEFORE UPDATE OR DELETE ON meeting_next_steps FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
CREATE TRIGGER meeting_amendments_frozen BEFORE UPDATE OR DELETE ON meeting_amendments FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
CREATE TRIGGER meeting_photos_frozen BEFORE UPDATE OR DELETE ON meeting_photos FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();
