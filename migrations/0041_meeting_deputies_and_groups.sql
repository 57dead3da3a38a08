-- Who confirms minutes in place of a chair who has left, as the level above names them; and who belongs to which group of a branch. New
-- tables only; the trigger on memberships acts on ended spans alone.
CREATE TABLE meeting_deputies (
  id          uuid PRIMARY KEY,
  meeting_id  uuid NOT NULL REFERENCES meetings,
  person_id   uuid NOT NULL REFERENCES persons,
  reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  named_by    uuid REFERENCES persons,
  named_at    timestamptz NOT NULL,
  replaced_at timestamptz CHECK (replaced_at >= named_at)
);
COMMENT ON TABLE meeting_deputies IS 'the deputy whom the level above names for a chair who has left the branch; an earlier one stays as history';
CREATE UNIQUE INDEX meeting_deputies_one ON meeting_deputies (meeting_id) WHERE replaced_at IS NULL;
CREATE TRIGGER meeting_deputies_frozen BEFORE UPDATE OR DELETE ON meeting_deputies FOR EACH ROW EXECUTE FUNCTION keep_confirmed_parts_frozen();

CREATE TABLE group_memberships (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES persons,
  group_id    uuid NOT NULL REFERENCES organisations,
  from_on     date NOT NULL,
  to_on       date CHECK (to_on >= from_on),
  recorded_by uuid REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT one_group_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[)') WITH &&)
);
COMMENT ON TABLE group_memberships IS 'spans in which a member belongs to a group of their branch (党小组)';
CREATE INDEX group_memberships_by_group ON group_memberships (group_id, from_on);

-- Who leaves a branch leaves its groups, by whatever way: import, merge, split. Looked at when the transaction ends, for in a merge the groups move too.
CREATE FUNCTION leave_groups_of_former_branch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE group_memberships g SET to_on = greatest(g.from_on, NEW.to_on)
    FROM organisations o
   WHERE g.person_id = NEW.person_id AND g.to_on IS NULL AND o.id = g.group_id
     AND NOT EXISTS (SELECT FROM memberships m WHERE m.person_id = g.person_id AND m.organisation_id = o.parent_id AND m.to_on IS NULL);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER memberships_leave_groups AFTER UPDATE OF to_on ON memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.to_on IS NULL AND NEW.to_on IS NOT NULL) EXECUTE FUNCTION leave_groups_of_former_branch();
