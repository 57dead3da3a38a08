-- How often what is known of a branch has changed: the sum of `times`. Figures kept in memory are as old as the sum they were worked out at.
-- Rows are only added, so that no writer waits for another; once in a while they are folded into one for each branch, which keeps the sum.
CREATE TABLE branch_changes (
  branch_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
  times     bigint NOT NULL DEFAULT 1 CHECK (times > 0)
);
CREATE INDEX branch_changes_by_branch ON branch_changes (branch_id) INCLUDE (times);

CREATE FUNCTION note_branch_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was text := format('SELECT %I FROM old_rows', TG_ARGV[0]);
  is_now text := format('SELECT %I FROM new_rows', TG_ARGV[0]);
BEGIN
  EXECUTE format(
    'INSERT INTO branch_changes (branch_id) SELECT DISTINCT o.id FROM (%s) AS changed (id) JOIN organisations o ON o.id = changed.id WHERE o.kind IN (''branch'', ''directBranch'')',
    CASE TG_OP WHEN 'INSERT' THEN is_now WHEN 'DELETE' THEN was ELSE was || ' UNION ALL ' || is_now END);
  RETURN NULL;
END $$;

-- A person counts in each branch they were ever in.
CREATE FUNCTION note_person_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO branch_changes (branch_id)
  SELECT DISTINCT o.id FROM new_rows p JOIN memberships m ON m.person_id = p.id JOIN organisations o ON o.id = m.organisation_id
  WHERE o.kind IN ('branch', 'directBranch');
  RETURN NULL;
END $$;

-- The name of the level above is shown beside the branch.
CREATE FUNCTION note_organisation_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO branch_changes (branch_id)
  SELECT DISTINCT o.id FROM new_rows n JOIN organisations o ON o.id = n.id OR o.parent_id = n.id WHERE o.kind IN ('branch', 'directBranch');
  RETURN NULL;
END $$;

CREATE TRIGGER noted_on_insert AFTER INSERT ON organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_organisation_changes();
CREATE TRIGGER noted_on_update AFTER UPDATE ON organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_organisation_changes();
CREATE TRIGGER noted_on_update AFTER UPDATE ON persons REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_person_changes();

DO $$
DECLARE
  noted record;
BEGIN
  FOR noted IN SELECT * FROM (VALUES ('activity_counts', 'branch_id'), ('meetings', 'branch_id'), ('findings', 'branch_id'),
    ('memberships', 'organisation_id'), ('posts', 'organisation_id'), ('committee_spans', 'organisation_id'), ('terms', 'organisation_id')) AS t (tab, col)
  LOOP
    EXECUTE format('CREATE TRIGGER noted_on_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_branch_changes(%L)', noted.tab, noted.col);
    EXECUTE format('CREATE TRIGGER noted_on_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_branch_changes(%L)', noted.tab, noted.col);
    EXECUTE format('CREATE TRIGGER noted_on_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_branch_changes(%L)', noted.tab, noted.col);
  END LOOP;
END $$;

INSERT INTO branch_changes (branch_id) SELECT id FROM organisations WHERE kind IN ('branch', 'directBranch');

COMMENT ON COLUMN activity_counts.recorded IS 'recorded or confirmed, before records_since too: what there is to open';
COMMENT ON COLUMN activity_counts.counted IS 'recorded or confirmed, on or after records_since: what health judges and the charts show';
COMMENT ON COLUMN activity_counts.late IS 'of those counted, recorded after the seventh day';
UPDATE activity_counts c SET late = least(c.late, c.counted);
