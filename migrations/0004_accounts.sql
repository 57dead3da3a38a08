-- Accounts and their sessions. A session is found by the hash of its token; what it may do is read anew at each request.
CREATE TABLE accounts (
  id              uuid PRIMARY KEY,
  username        text NOT NULL CHECK (length(username) BETWEEN 2 AND 40),
  person_id       uuid UNIQUE REFERENCES persons,
  name            text NOT NULL,
  password_hash   text,
  start_code_hash text,
  start_code_until timestamptz,
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled')),
  failed          int NOT NULL DEFAULT 0,
  locked_until    timestamptz,
  language        text NOT NULL DEFAULT 'zh-CN' CHECK (language IN ('zh-CN', 'en')),
  created_at      timestamptz NOT NULL,
  version         int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX accounts_by_username ON accounts (lower(username));

CREATE TABLE sessions (
  id           uuid PRIMARY KEY,
  token_hash   text NOT NULL UNIQUE,
  account_id   uuid NOT NULL REFERENCES accounts,
  post_id      uuid REFERENCES posts,
  device       text NOT NULL DEFAULT '',
  created_at   timestamptz NOT NULL,
  seen_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);
CREATE INDEX sessions_by_account ON sessions (account_id) WHERE revoked_at IS NULL;

CREATE TABLE notices (
  id         uuid PRIMARY KEY,
  person_id  uuid NOT NULL REFERENCES persons,
  kind       text NOT NULL,
  params     jsonb NOT NULL DEFAULT '{}',
  link       text NOT NULL,
  subject_id uuid,
  at         timestamptz NOT NULL,
  read_at    timestamptz
);
CREATE INDEX notices_by_person ON notices (person_id, id DESC);
CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;
