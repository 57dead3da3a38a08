-- The roster. ID number and phone are ciphertext with a blind index; only their last four figures are readable.
CREATE TABLE persons (
  id               uuid PRIMARY KEY,
  name             text NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  pinyin           text NOT NULL DEFAULT '',
  initials         text NOT NULL DEFAULT '',
  sex              text CHECK (sex IN ('1', '2')),
  ethnicity        text CHECK (ethnicity ~ '^[0-9]{2}$'),
  born_on          date CHECK (born_on >= '1900-01-01'),
  id_number_sealed bytea,
  id_number_index  text UNIQUE,
  id_number_last   text CHECK (length(id_number_last) = 4),
  native_place     text,
  education        text,
  degree           text,
  staff_number     text UNIQUE CHECK (staff_number ~ '^[0-9A-Za-z]{4,20}$'),
  identity         text CHECK (identity IN ('undergraduate', 'master', 'doctoral', 'teacher', 'manager', 'worker', 'retired', 'other')),
  category         text NOT NULL CHECK (category IN ('applicant', 'activist', 'candidate', 'probationary', 'full', 'nonMember')),
  applied_on       date,
  admitted_on      date,
  converted_on     date,
  phone_sealed     bytea,
  phone_index      text,
  phone_last       text CHECK (length(phone_last) = 4),
  email            text,
  mobile_member    boolean NOT NULL DEFAULT false,
  note             text CHECK (length(note) <= 500),
  confirmed_on     date,
  is_demo          boolean NOT NULL DEFAULT false,
  version          int NOT NULL DEFAULT 1,
  CONSTRAINT id_number_is_whole CHECK (num_nonnulls(id_number_sealed, id_number_index, id_number_last) IN (0, 3)),
  CONSTRAINT phone_is_whole CHECK (num_nonnulls(phone_sealed, phone_index, phone_last) IN (0, 3)),
  CONSTRAINT dates_in_order CHECK (applied_on < admitted_on IS NOT FALSE AND admitted_on <= converted_on IS NOT FALSE),
  CONSTRAINT dates_of_category CHECK (CASE category
    WHEN 'full' THEN admitted_on IS NOT NULL AND converted_on IS NOT NULL
    WHEN 'probationary' THEN applied_on IS NOT NULL AND admitted_on IS NOT NULL AND converted_on IS NULL
    WHEN 'nonMember' THEN true
    ELSE applied_on IS NOT NULL AND admitted_on IS NULL AND converted_on IS NULL END)
);
CREATE INDEX persons_by_phone ON persons (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX persons_by_name ON persons USING gin (name gin_trgm_ops);
CREATE INDEX persons_by_initials ON persons (initials text_pattern_ops);

-- The span of time in which one organisation answers for a person: at every moment at most one.
CREATE TABLE memberships (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  from_on         date NOT NULL,
  to_on           date,
  reason          text NOT NULL DEFAULT 'import' CHECK (reason IN ('import', 'founding', 'move', 'merge', 'split', 'admission', 'demo')),
  CONSTRAINT membership_runs_forward CHECK (to_on >= from_on),
  CONSTRAINT one_organisation_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[)') WITH &&)
);
CREATE INDEX memberships_now ON memberships (organisation_id) WHERE to_on IS NULL;
CREATE INDEX memberships_by_person ON memberships (person_id, from_on DESC);

-- Posts with their span. The right that a post gives ends with its span.
CREATE TABLE posts (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  kind            text NOT NULL CHECK (kind IN ('secretary', 'deputySecretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer', 'committeeMember',
                    'groupLeader', 'organiser', 'clerk', 'treasurer', 'reviewer', 'departmentStaff', 'administrator')),
  from_on         date NOT NULL,
  to_on           date CHECK (to_on >= from_on),
  document_number text,
  CONSTRAINT one_secretary EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[)') WITH &&) WHERE (kind = 'secretary'),
  CONSTRAINT a_post_once EXCLUDE USING gist (person_id WITH =, organisation_id WITH =, kind WITH =, daterange(from_on, to_on, '[)') WITH &&)
);
CREATE INDEX posts_now_by_person ON posts (person_id) WHERE to_on IS NULL;
CREATE INDEX posts_by_organisation ON posts (organisation_id, from_on);

-- Members recorded as not due to attend, with the reason the branch gave.
CREATE TABLE attendance_exceptions (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES persons,
  branch_id   uuid NOT NULL REFERENCES organisations,
  ground      text NOT NULL CHECK (ground IN ('abroad', 'longLeave', 'ageOrIllness')),
  reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  from_on     date NOT NULL,
  to_on       date CHECK (to_on >= from_on),
  CONSTRAINT one_exception_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
);
CREATE INDEX attendance_exceptions_by_branch ON attendance_exceptions (branch_id);

-- Full members whose vote is suspended (留党察看, 留置, 权利中止).
CREATE TABLE voting_suspensions (
  id        uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  ground    text NOT NULL CHECK (ground IN ('onPartyProbation', 'detained', 'otherwiseSuspended')),
  from_on   date NOT NULL,
  to_on     date CHECK (to_on >= from_on),
  CONSTRAINT one_suspension_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
);

CREATE TABLE field_changes (
  id         uuid PRIMARY KEY,
  person_id  uuid NOT NULL REFERENCES persons,
  field      text NOT NULL,
  before     text,
  after      text,
  at         timestamptz NOT NULL,
  by_name    text NOT NULL,
  source     text NOT NULL CHECK (source IN ('import', 'correction', 'edit')),
  source_id  uuid
);
CREATE INDEX field_changes_by_person ON field_changes (person_id, id DESC);
CREATE TRIGGER field_changes_append_only BEFORE UPDATE OR DELETE ON field_changes FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a member says is wrong in their own record. Sensitive values are sealed.
CREATE TABLE corrections (
  id           uuid PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES persons,
  field        text NOT NULL,
  before       text,
  value        text,
  value_sealed bytea,
  reason       text NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  state        text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'declined', 'withdrawn')),
  proposed_at  timestamptz NOT NULL,
  decided_at   timestamptz,
  decided_by   uuid REFERENCES persons,
  remark       text CHECK (length(remark) <= 300),
  version      int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX corrections_one_open ON corrections (person_id, field) WHERE state = 'proposed';
CREATE INDEX corrections_by_person ON corrections (person_id, id DESC);

CREATE TABLE imports (
  id          uuid PRIMARY KEY,
  file_id     uuid NOT NULL REFERENCES files,
  file_name   text NOT NULL,
  state       text NOT NULL DEFAULT 'checking' CHECK (state IN ('checking', 'checked', 'applying', 'applied', 'cancelled', 'failed')),
  scope_id    uuid REFERENCES organisations,
  job_id      uuid REFERENCES jobs,
  counts      jsonb NOT NULL DEFAULT '{}',
  proposals   jsonb NOT NULL DEFAULT '[]',
  answers     jsonb NOT NULL DEFAULT '{}',
  refusal     jsonb,
  created_at  timestamptz NOT NULL,
  created_by  uuid,
  applied_at  timestamptz,
  version     int NOT NULL DEFAULT 1
);
CREATE INDEX imports_by_time ON imports (id DESC);
CREATE TABLE import_rows (
  import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  sheet     text NOT NULL,
  row       int NOT NULL,
  outcome   text NOT NULL CHECK (outcome IN ('new', 'changed', 'same', 'warned', 'wrong')),
  title     text NOT NULL DEFAULT '',
  messages  jsonb NOT NULL DEFAULT '[]',
  diff      jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (import_id, sheet, row)
);
CREATE INDEX import_rows_by_outcome ON import_rows (import_id, outcome, sheet, row);

-- An export with personal columns of more than 50 persons waits for a second person.
CREATE TABLE exports (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  with_personal   boolean NOT NULL,
  reason          text CHECK (length(reason) BETWEEN 1 AND 300),
  persons         int NOT NULL,
  state           text NOT NULL CHECK (state IN ('waiting', 'ready', 'declined')),
  asked_by        uuid NOT NULL,
  asked_at        timestamptz NOT NULL,
  decided_by      uuid,
  decided_at      timestamptz,
  file_id         uuid REFERENCES files,
  version         int NOT NULL DEFAULT 1,
  CONSTRAINT personal_needs_reason CHECK (NOT with_personal OR reason IS NOT NULL),
  CONSTRAINT second_person CHECK (decided_by <> asked_by)
);
CREATE INDEX exports_by_organisation ON exports (organisation_id, id DESC);
