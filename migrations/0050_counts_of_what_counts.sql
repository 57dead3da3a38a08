-- What was recorded before `records_since` counts nowhere: nobody asks for a sum of it any more.
DROP INDEX activity_counts_by_month;
ALTER TABLE activity_counts DROP COLUMN recorded;
CREATE INDEX activity_counts_by_month ON activity_counts (month, branch_id) INCLUDE (kind, counted, late, confirmed, held, present, due);
