-- The university's calendar, day by day. A month without a single row is not set and counts as teaching.
CREATE TABLE calendar_days (
  day  date PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('teaching', 'rest', 'vacation', 'holiday', 'shifted')),
  name text
);
CREATE TABLE calendar_vacations (
  id       uuid PRIMARY KEY,
  name     text NOT NULL,
  from_on  date NOT NULL,
  to_on    date NOT NULL,
  CONSTRAINT vacation_runs_forward CHECK (to_on >= from_on),
  CONSTRAINT vacations_do_not_overlap EXCLUDE USING gist (daterange(from_on, to_on, '[]') WITH &&)
);
