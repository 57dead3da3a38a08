-- What every feature stands on: audit, idempotency, jobs, files, settings, sessions. New tables only: no lock on rows that exist.
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Who did what, when, in which post. Written in the transaction of the act; never changed afterwards.
CREATE TABLE audit_entries (
  id                uuid PRIMARY KEY,
  at                timestamptz NOT NULL,
  account_id        uuid,
  person_id         uuid,
  actor_name        text NOT NULL,
  post              text,
  action            text NOT NULL,
  subject_kind      text NOT NULL,
  subject_id        uuid,
  organisation_path ltree,
  about_person_id   uuid,
  reason            text,
  detail            jsonb NOT NULL DEFAULT '{}',
  request_id        text
);
CREATE INDEX audit_entries_by_place  ON audit_entries USING gist (organisation_path);
CREATE INDEX audit_entries_by_time   ON audit_entries (id DESC);
CREATE INDEX audit_entries_by_person ON audit_entries (about_person_id, id DESC) WHERE about_person_id IS NOT NULL;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject_id, id DESC) WHERE subject_id IS NOT NULL;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The hash chain over the entries, written by one sealer within a second, so that no writer waits for another.
CREATE TABLE audit_seals (
  sequence  bigint PRIMARY KEY,
  entry_id  uuid NOT NULL UNIQUE REFERENCES audit_entries,
  hash      text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL
);
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Entries that wait for their seal. The sealer empties it, so that it never searches the whole audit.
CREATE TABLE audit_unsealed (
  entry_id uuid PRIMARY KEY REFERENCES audit_entries
);

-- One effect for one key: the row is made first in the transaction of the command, so a second copy waits for the first.
CREATE TABLE idempotency_keys (
  account_id uuid NOT NULL,
  key        text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
  operation  text NOT NULL,
  body_hash  text NOT NULL,
  status     int,
  response   jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

CREATE TABLE files (
  id          uuid PRIMARY KEY,
  sha256      text NOT NULL,
  media_type  text NOT NULL,
  name        text NOT NULL,
  bytes       bigint NOT NULL CHECK (bytes >= 0),
  created_at  timestamptz NOT NULL,
  created_by  uuid
);

-- Long work that shows its progress, can be cancelled and survives a restart.
CREATE TABLE jobs (
  id           uuid PRIMARY KEY,
  kind         text NOT NULL,
  state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  done         int NOT NULL DEFAULT 0 CHECK (done >= 0),
  total        int CHECK (total >= 0),
  note         text,
  input        jsonb NOT NULL DEFAULT '{}',
  result       jsonb,
  refusal      jsonb,
  cancel_asked boolean NOT NULL DEFAULT false,
  created_by   uuid,
  created_at   timestamptz NOT NULL,
  started_at   timestamptz,
  finished_at  timestamptz
);
CREATE INDEX jobs_unfinished ON jobs (created_at) WHERE state IN ('queued', 'running');

CREATE TABLE settings (
  key        text PRIMARY KEY,
  value      jsonb NOT NULL,
  valid_from date NOT NULL DEFAULT '1900-01-01',
  version    int NOT NULL DEFAULT 1
);
