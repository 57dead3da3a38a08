-- A start code that is out is signed in with by the name that its slip was printed with, also after the 学工号 has changed. Adds a column
-- without a default and an index over the few rows that have one: both take no longer than a look at the table.
ALTER TABLE accounts ADD COLUMN slip_name text;
CREATE INDEX accounts_by_slip_name ON accounts (lower(slip_name)) WHERE slip_name IS NOT NULL;
