-- A session begun with a start code may only set a password. A column with a constant default: no rewrite, a moment's lock.
ALTER TABLE sessions ADD COLUMN by_start_code boolean NOT NULL DEFAULT false;
