-- Findings: written each midnight, shown to the branch first; a reason or a record closes them.
CREATE TABLE findings (
  id            uuid PRIMARY KEY,
  branch_id     uuid NOT NULL REFERENCES organisations,
  indicator     text NOT NULL,
  time_window   text NOT NULL DEFAULT '',
  shown_on      date NOT NULL,
  state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  closed_on     date,
  closed_by     text CHECK (closed_by IN ('record', 'reason', 'history', 'mended')),
  reason        text CHECK (length(reason) BETWEEN 1 AND 500),
  reason_at     timestamptz,
  reason_by     uuid REFERENCES persons,
  answer        text CHECK (answer IN ('accepted', 'returned')),
  answer_at     timestamptz,
  answer_by     uuid REFERENCES persons,
  remark        text CHECK (length(remark) <= 300),
  version       int NOT NULL DEFAULT 1,
  CONSTRAINT closed_says_how CHECK ((state = 'closed') = (closed_on IS NOT NULL AND closed_by IS NOT NULL)),
  CONSTRAINT answered_after_reason CHECK (answer IS NULL OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX findings_one_open ON findings (branch_id, indicator, time_window) WHERE state = 'open';
CREATE INDEX findings_by_branch ON findings (branch_id, id DESC);
CREATE INDEX findings_accepted ON findings (branch_id) WHERE answer = 'accepted';
