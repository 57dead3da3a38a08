-- Whoever holds a post acts in it without being asked: only who chose to act as a member has that kept. One column with a constant default: no
-- row is written anew.
ALTER TABLE sessions ADD COLUMN as_member boolean NOT NULL DEFAULT false;
