-- Meetings: how a vote was taken and who was left off a roll that came late from a phone, so that the frozen text can say both; the last day on
-- which one counts in a month, since a meeting held before a committee was formed does not meet that month (health); and opinions
-- frozen with their record. Columns without rewriting; the last days of past months are filled in one statement.
ALTER TABLE meeting_decisions ADD COLUMN secret boolean;
COMMENT ON COLUMN meeting_decisions.secret IS 'by secret ballot; null in records from before this was kept';

-- A roll put right may show that a vote had no quorum: then more than half in favour adopt nothing.
ALTER TABLE meeting_decisions DROP CONSTRAINT adopted_by_more_than_half_of_the_base;
ALTER TABLE meeting_decisions ADD CONSTRAINT adopted_by_more_than_half_of_the_base CHECK (NOT adopted OR yes * 2 > base) NOT VALID;
ALTER TABLE meeting_decisions VALIDATE CONSTRAINT adopted_by_more_than_half_of_the_base;

ALTER TABLE meetings ADD COLUMN left_off text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN meetings.left_off IS 'names on the list as sent that were not of the branch on the day of the meeting';

ALTER TABLE activity_counts ADD COLUMN last_on date;
COMMENT ON COLUMN activity_counts.last_on IS 'the last day in the month on which a meeting of the kind counts; null where none does';
UPDATE activity_counts c SET last_on = found.last_on
  FROM (SELECT m.branch_id, date_trunc('month', m.held_on)::date AS month, m.kind, max(m.held_on) AS last_on
          FROM meetings m JOIN organisations o ON o.id = m.branch_id
         WHERE m.state IN ('recorded', 'confirmed') AND m.held_on >= o.records_since GROUP BY 1, 2, 3) found
 WHERE (c.branch_id, c.month, c.kind) = (found.branch_id, found.month, found.kind);

CREATE FUNCTION keep_confirmed_opinions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM meeting_decisions d JOIN meetings m ON m.id = d.meeting_id WHERE d.id = OLD.decision_id AND m.state = 'confirmed') THEN
    RAISE EXCEPTION 'meeting of decision % is confirmed', OLD.decision_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER meeting_opinions_frozen BEFORE UPDATE OR DELETE ON meeting_opinions FOR EACH ROW EXECUTE FUNCTION keep_confirmed_opinions_frozen();

-- Which branches came to one, asked whenever somebody looks at what waits for them.
CREATE INDEX organisation_changes_by_heir ON organisation_changes USING gin (related_ids) WHERE kind IN ('merged', 'split');
