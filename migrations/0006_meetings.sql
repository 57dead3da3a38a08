-- Organisational life: a meeting from its plan to its confirmed record, and the counts that charts and health read.
CREATE TABLE meetings (
  id             uuid PRIMARY KEY,
  branch_id      uuid NOT NULL REFERENCES organisations,
  kind           text NOT NULL CHECK (kind IN ('membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay')),
  title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  state          text NOT NULL CHECK (state IN ('planned', 'announced', 'held', 'recorded', 'confirmed', 'cancelled')),
  starts_at      timestamptz NOT NULL,
  ends_at        timestamptz CHECK (ends_at > starts_at),
  held_on        date NOT NULL,
  place          text CHECK (length(place) BETWEEN 1 AND 100),
  online         boolean NOT NULL DEFAULT false,
  chair_id       uuid NOT NULL REFERENCES persons,
  recorder_id    uuid NOT NULL REFERENCES persons,
  lecturer_id    uuid REFERENCES persons,
  lecturer_name  text,
  five_buildings text[] NOT NULL DEFAULT '{}',
  observers      text[] NOT NULL DEFAULT '{}',
  occasion_id    uuid REFERENCES meetings,
  sign_in_secret bytea,
  cancel_reason  text CHECK (length(cancel_reason) BETWEEN 1 AND 300),
  planned_by     uuid REFERENCES persons,
  announced_at   timestamptz,
  received_at    timestamptz,
  written_at     timestamptz,
  confirmed_at   timestamptz,
  confirmed_by   uuid REFERENCES persons,
  sha256         text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  canonical      text,
  present        int NOT NULL DEFAULT 0,
  due            int NOT NULL DEFAULT 0,
  origin         text NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'imported', 'demo')),
  version        int NOT NULL DEFAULT 1,
  CONSTRAINT place_or_online CHECK (online OR place IS NOT NULL),
  CONSTRAINT cancelled_with_reason CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
  CONSTRAINT recorded_is_received CHECK (state NOT IN ('recorded', 'confirmed') OR received_at IS NOT NULL),
  CONSTRAINT confirmed_is_frozen CHECK ((state = 'confirmed') = (sha256 IS NOT NULL AND canonical IS NOT NULL AND confirmed_at IS NOT NULL)),
  CONSTRAINT held_on_is_its_day CHECK (held_on = (starts_at AT TIME ZONE 'Asia/Shanghai')::date)
);
CREATE INDEX meetings_by_branch ON meetings (branch_id, starts_at DESC, id DESC);
CREATE INDEX meetings_by_day ON meetings (held_on, branch_id) WHERE state <> 'cancelled';
CREATE INDEX meetings_unfinished ON meetings (branch_id, state) WHERE state IN ('planned', 'announced', 'held', 'recorded');
CREATE INDEX meetings_by_occasion ON meetings (occasion_id) WHERE occasion_id IS NOT NULL;

CREATE FUNCTION keep_confirmed_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'confirmed' THEN
    RAISE EXCEPTION 'meeting % is confirmed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER meetings_confirmed_frozen BEFORE UPDATE OR DELETE ON meetings FOR EACH ROW EXECUTE FUNCTION keep_confirmed_frozen();

CREATE TABLE meeting_items (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  position   int NOT NULL,
  title      text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  points     text NOT NULL DEFAULT '' CHECK (length(points) <= 20000),
  UNIQUE (meeting_id, position)
);

-- The roll: one row for each person of the branch on the day (committee meetings: of the committee).
CREATE TABLE attendances (
  meeting_id     uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  person_id      uuid NOT NULL REFERENCES persons,
  name           text NOT NULL,
  category       text NOT NULL,
  is_due         boolean NOT NULL,
  may_vote       boolean NOT NULL,
  not_due_ground text CHECK (not_due_ground IN ('illness', 'abroadOverHalfYear', 'inPrison', 'bedridden', 'relationShouldHaveMoved', 'settledElsewhere')),
  answer         text CHECK (answer IN ('coming', 'leave')),
  status         text CHECK (status IN ('present', 'leave', 'absent')),
  reason         text CHECK (length(reason) <= 200),
  via            text CHECK (via IN ('tap', 'code')),
  signed_at      timestamptz,
  agreed_at      timestamptz,
  after_votes    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX attendances_by_person ON attendances (person_id, meeting_id);

CREATE TABLE meeting_decisions (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  position   int NOT NULL,
  matter     text NOT NULL CHECK (length(matter) BETWEEN 1 AND 300),
  vote       text NOT NULL CHECK (vote IN ('ordinary', 'committee', 'admission', 'conversion')),
  subject_id uuid REFERENCES persons,
  base       int NOT NULL CHECK (base >= 0),
  present    int NOT NULL CHECK (present >= 0),
  written    int NOT NULL DEFAULT 0 CHECK (written >= 0),
  yes        int NOT NULL CHECK (yes >= 0),
  no         int NOT NULL CHECK (no >= 0),
  abstain    int NOT NULL CHECK (abstain >= 0),
  adopted    boolean NOT NULL,
  UNIQUE (meeting_id, matter),
  CONSTRAINT no_more_votes_than_voters CHECK (yes + no + abstain <= present + written),
  CONSTRAINT adopted_by_more_than_half_of_the_base CHECK (adopted = (yes * 2 > base))
);

CREATE TABLE meeting_next_steps (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  position   int NOT NULL,
  text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
  owner_name text,
  due_on     date
);

CREATE TABLE meeting_amendments (
  id          uuid PRIMARY KEY,
  meeting_id  uuid NOT NULL REFERENCES meetings,
  item_id     uuid,
  person_id   uuid NOT NULL REFERENCES persons,
  text        text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  state       text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'declined')),
  reason      text CHECK (length(reason) <= 300),
  proposed_at timestamptz NOT NULL,
  decided_at  timestamptz,
  CONSTRAINT decided_with_reason CHECK (state = 'proposed' OR (reason IS NOT NULL AND decided_at IS NOT NULL))
);
CREATE INDEX meeting_amendments_by_meeting ON meeting_amendments (meeting_id, id);

CREATE TABLE meeting_addenda (
  id         uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES meetings,
  person_id  uuid NOT NULL REFERENCES persons,
  text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
  at         timestamptz NOT NULL
);
CREATE INDEX meeting_addenda_by_meeting ON meeting_addenda (meeting_id, id);
CREATE TRIGGER meeting_addenda_append_only BEFORE UPDATE OR DELETE ON meeting_addenda FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE meeting_photos (
  meeting_id uuid NOT NULL REFERENCES meetings ON DELETE CASCADE,
  file_id    uuid NOT NULL REFERENCES files,
  caption    text NOT NULL DEFAULT '',
  position   int NOT NULL,
  PRIMARY KEY (meeting_id, file_id)
);

-- Counts kept in the writing transaction: one row of the writer's own branch. Meetings before `records_since` are charted, not judged.
CREATE TABLE activity_counts (
  branch_id   uuid NOT NULL REFERENCES organisations,
  month       date NOT NULL CHECK (extract(day FROM month) = 1),
  kind        text NOT NULL,
  recorded    int NOT NULL DEFAULT 0 CHECK (recorded >= 0),
  late        int NOT NULL DEFAULT 0 CHECK (late >= 0),
  confirmed   int NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
  held        int NOT NULL DEFAULT 0 CHECK (held >= 0),
  counted     int NOT NULL DEFAULT 0 CHECK (counted >= 0),
  present     int NOT NULL DEFAULT 0 CHECK (present >= 0),
  due         int NOT NULL DEFAULT 0 CHECK (due >= 0),
  occasions   int NOT NULL DEFAULT 0 CHECK (occasions >= 0),
  PRIMARY KEY (branch_id, month, kind)
);
CREATE INDEX activity_counts_by_month ON activity_counts (month, branch_id) INCLUDE (kind, recorded, late, confirmed, held, counted, present, due);
COMMENT ON COLUMN activity_counts.recorded IS 'meetings recorded or confirmed: what the charts show';
COMMENT ON COLUMN activity_counts.held IS 'held, recorded or confirmed, on or after records_since: the denominator of records_confirmed';
COMMENT ON COLUMN activity_counts.counted IS 'recorded or confirmed, on or after records_since: what health judges';
COMMENT ON COLUMN activity_counts.occasions IS 'meetings that enter attendance: a theme day with its lecture counts once';
