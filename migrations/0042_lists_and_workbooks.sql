-- The indexes that lists ask for, and import workbooks that may go. Indexes are built under a lock that lets reading go on: seconds on
-- a university's audit. A column that may be null from now on: a moment's lock, no row is read.
CREATE INDEX audit_entries_by_actor ON audit_entries (person_id, id DESC) WHERE person_id IS NOT NULL;
CREATE INDEX corrections_by_state ON corrections (state, id DESC);
CREATE INDEX exports_by_state ON exports (state, id DESC);

-- A workbook holds the personal columns of everybody in it: it goes with its import's end, and after thirty days at the latest.
ALTER TABLE imports ALTER COLUMN file_id DROP NOT NULL;
CREATE INDEX imports_with_file ON imports (created_at) WHERE file_id IS NOT NULL;
