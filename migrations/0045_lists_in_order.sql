-- The audit is read newest first by the time of the act, whole or by who did it, whom it is about and what was done. Built under a lock that
-- lets reading go on: some seconds on a large audit. The index by id was the primary key's double.
DROP INDEX audit_entries_by_time;
DROP INDEX audit_entries_by_person;
DROP INDEX audit_entries_by_actor;
CREATE INDEX audit_entries_by_time ON audit_entries (at DESC, id DESC);
CREATE INDEX audit_entries_by_person ON audit_entries (about_person_id, at DESC, id DESC) WHERE about_person_id IS NOT NULL;
CREATE INDEX audit_entries_by_actor ON audit_entries (person_id, at DESC, id DESC) WHERE person_id IS NOT NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (action, at DESC, id DESC);
