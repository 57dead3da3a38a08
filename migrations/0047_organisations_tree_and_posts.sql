-- The tree cannot come apart: a path is always that of its parent with its own number behind it. Looked at when a transaction ends, since a
-- move writes a whole subtree. No row is read now; columns that may be null take a moment's lock.
CREATE FUNCTION hold_tree_together() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept organisations;
  right_path ltree;
BEGIN
  SELECT * INTO kept FROM organisations WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  right_path := CASE WHEN kept.parent_id IS NULL THEN kept.number::text::ltree
                     ELSE (SELECT path FROM organisations WHERE id = kept.parent_id) || kept.number::text END;
  IF kept.path IS DISTINCT FROM right_path OR EXISTS (SELECT FROM organisations WHERE parent_id = kept.id AND path IS DISTINCT FROM kept.path || number::text) THEN
    RAISE EXCEPTION 'The path of organisation % does not follow its parent.', kept.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'path_follows_parent', TABLE = 'organisations';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER path_follows_parent AFTER INSERT OR UPDATE OF path, parent_id, number ON organisations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_tree_together();

-- How many units a joint branch is made of (《支部工作条例》第五条): reminded where it is more than usual.
ALTER TABLE organisations ADD COLUMN units int CHECK (units BETWEEN 2 AND 99);
ALTER TABLE organisations ADD CONSTRAINT units_of_a_joint_branch CHECK (units IS NULL OR composition = 'joint');

-- A post handed over knows whom it follows, so that a hand-over still to come can be taken back whole.
ALTER TABLE posts ADD COLUMN succeeds_id uuid REFERENCES posts;
CREATE INDEX posts_by_predecessor ON posts (succeeds_id) WHERE succeeds_id IS NOT NULL;

-- A wrong ID number brings a wrong birth date and sex with it: the three are mended by one correction.
ALTER TABLE corrections ADD COLUMN with_birth_and_sex boolean NOT NULL DEFAULT false;
ALTER TABLE corrections ADD CONSTRAINT birth_and_sex_by_the_number CHECK (NOT with_birth_and_sex OR field = 'idNumber');
