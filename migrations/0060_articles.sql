-- What organisations publish: texts in columns, their versions, the reviews that each version passes, and the three pinned places of a column.
-- New tables only.
CREATE TABLE articles (
  id               uuid PRIMARY KEY,
  column_id        text NOT NULL CHECK (column_id IN ('superior-directives', 'university-news', 'university-notices', 'school-showcase', 'good-people',
                     'school-news', 'school-notices', 'branch-showcase', 'branch-notices', 'answers', 'calls')),
  owner_id         uuid NOT NULL REFERENCES organisations,
  in_name_of       uuid NOT NULL REFERENCES organisations,
  state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'inReview', 'approved')),
  visibility       text NOT NULL CHECK (visibility IN ('posts', 'subtree', 'members', 'campus', 'public')),
  posts            jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(posts) = 'array'),
  five_buildings   text[] NOT NULL DEFAULT '{}' CHECK (five_buildings <@ '{political,ideological,organisational,conduct,discipline}' AND cardinality(five_buildings) <= 3),
  moral_education  boolean NOT NULL DEFAULT false,
  head_id          uuid,
  shown_id         uuid,
  publish_at       timestamptz,
  approved_at      timestamptz,
  published_at     timestamptz GENERATED ALWAYS AS (CASE WHEN approved_at IS NULL THEN NULL ELSE greatest(publish_at, approved_at) END) STORED,
  last_day         date,
  expires_at       timestamptz GENERATED ALWAYS AS ((last_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') STORED,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid REFERENCES persons,
  withdrawn_name   text CHECK (length(withdrawn_name) BETWEEN 1 AND 100),
  withdrawn_ground text CHECK (withdrawn_ground IN ('factError', 'outdated', 'duplicate', 'rights', 'consent', 'privacy', 'law')),
  created_by       uuid REFERENCES persons,
  created_at       timestamptz NOT NULL,
  is_demo          boolean NOT NULL DEFAULT false,
  version          int NOT NULL DEFAULT 1,
  CONSTRAINT approved_is_shown CHECK ((state = 'approved') = (approved_at IS NOT NULL) AND (state = 'approved') = (shown_id IS NOT NULL)),
  CONSTRAINT withdrawn_with_ground CHECK (num_nonnulls(withdrawn_at, withdrawn_name, withdrawn_ground) IN (0, 3)),
  CONSTRAINT withdrawn_was_approved CHECK (withdrawn_at IS NULL OR state = 'approved')
);
COMMENT ON TABLE articles IS 'a text in a column: its place, its circle, its times; the words are its versions';
CREATE INDEX articles_in_column ON articles (column_id, owner_id, published_at DESC, id DESC) WHERE state = 'approved' AND withdrawn_at IS NULL;
CREATE INDEX articles_by_name ON articles (in_name_of, created_at DESC, id DESC);
CREATE INDEX articles_by_owner ON articles (owner_id, created_at DESC, id DESC);

CREATE TABLE article_versions (
  id         uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES articles,
  number     int NOT NULL CHECK (number >= 1),
  title      text NOT NULL CHECK (length(title) <= 100),
  summary    text NOT NULL DEFAULT '' CHECK (length(summary) <= 300),
  body       jsonb NOT NULL,
  text       text NOT NULL,
  reprint    jsonb,
  sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  saved_by   uuid REFERENCES persons,
  saved_at   timestamptz NOT NULL,
  UNIQUE (article_id, number),
  UNIQUE (article_id, id)
);
COMMENT ON TABLE article_versions IS 'the words of an article as they were saved; once handed in for review a version never changes';
ALTER TABLE articles ADD FOREIGN KEY (id, head_id) REFERENCES article_versions (article_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE articles ADD FOREIGN KEY (id, shown_id) REFERENCES article_versions (article_id, id) DEFERRABLE INITIALLY DEFERRED;

-- Who has had a hand in a text, and so signs none of its steps.
CREATE TABLE article_authors (
  article_id uuid NOT NULL REFERENCES articles,
  person_id  uuid NOT NULL REFERENCES persons,
  since      timestamptz NOT NULL,
  PRIMARY KEY (article_id, person_id)
);
CREATE INDEX article_authors_by_person ON article_authors (person_id, article_id);

-- One passage through the reviews: of the text itself, or of a change to it after publication.
CREATE TABLE article_rounds (
  id            uuid PRIMARY KEY,
  article_id    uuid NOT NULL REFERENCES articles,
  number        int NOT NULL CHECK (number >= 1),
  kind          text NOT NULL CHECK (kind IN ('publication', 'typo', 'fact', 'revision')),
  steps         text[] NOT NULL CHECK (steps <@ '{first,second,final}' AND cardinality(steps) BETWEEN 1 AND 3),
  urgent_reason text CHECK (length(urgent_reason) BETWEEN 1 AND 300),
  version_id    uuid NOT NULL,
  line          text CHECK (length(line) BETWEEN 1 AND 300),
  state         text NOT NULL CHECK (state IN ('inReview', 'returned', 'approved', 'recalled')),
  returned_step text CHECK (returned_step IN ('first', 'second', 'final')),
  submitted_by  uuid REFERENCES persons,
  submitted_at  timestamptz NOT NULL,
  waiting_since timestamptz NOT NULL,
  ended_at      timestamptz,
  made_up_at    timestamptz,
  UNIQUE (article_id, number),
  FOREIGN KEY (article_id, version_id) REFERENCES article_versions (article_id, id),
  CONSTRAINT returned_says_where CHECK ((state = 'returned') = (returned_step IS NOT NULL)),
  CONSTRAINT ended_is_over CHECK ((state IN ('approved', 'recalled')) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX article_rounds_one_open ON article_rounds (article_id) WHERE ended_at IS NULL;
CREATE INDEX article_rounds_to_make_up ON article_rounds (article_id) WHERE state = 'approved' AND urgent_reason IS NOT NULL AND made_up_at IS NULL;
COMMENT ON COLUMN article_rounds.made_up_at IS 'of an urgent text: when the reviews that were left out had all been made up for';

CREATE TABLE article_signatures (
  id            uuid PRIMARY KEY,
  round_id      uuid NOT NULL REFERENCES article_rounds,
  step          text NOT NULL CHECK (step IN ('first', 'second', 'final')),
  version_id    uuid NOT NULL REFERENCES article_versions,
  sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  person_id     uuid NOT NULL REFERENCES persons,
  person_name   text NOT NULL,
  post_name     text NOT NULL,
  for_person_id uuid REFERENCES persons,
  from_above    boolean NOT NULL DEFAULT false,
  proof_by      uuid NOT NULL REFERENCES persons,
  at            timestamptz NOT NULL,
  ended_at      timestamptz
);
COMMENT ON TABLE article_signatures IS 'who passed which step on which version; outlives the post through which it was given';
CREATE UNIQUE INDEX article_signatures_one_a_step ON article_signatures (round_id, step) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX article_signatures_one_a_person ON article_signatures (round_id, person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX article_proofs_one_a_person ON article_signatures (round_id, proof_by) WHERE ended_at IS NULL;
CREATE INDEX article_signatures_by_round ON article_signatures (round_id);
CREATE INDEX article_signatures_by_person ON article_signatures (person_id, at DESC);

-- A proof-reader whom the reviewer of a step has named, and when the proof was read.
CREATE TABLE article_proofs (
  round_id   uuid NOT NULL REFERENCES article_rounds,
  step       text NOT NULL CHECK (step IN ('first', 'second', 'final')),
  version_id uuid NOT NULL REFERENCES article_versions,
  person_id  uuid NOT NULL REFERENCES persons,
  named_by   uuid NOT NULL REFERENCES persons,
  named_at   timestamptz NOT NULL,
  read_at    timestamptz,
  PRIMARY KEY (round_id, step, version_id)
);
CREATE INDEX article_proofs_waiting ON article_proofs (person_id) WHERE read_at IS NULL;

CREATE TABLE article_remarks (
  id         uuid PRIMARY KEY,
  round_id   uuid NOT NULL REFERENCES article_rounds,
  version_id uuid NOT NULL REFERENCES article_versions,
  step       text NOT NULL CHECK (step IN ('first', 'second', 'final')),
  person_id  uuid NOT NULL REFERENCES persons,
  quote      text NOT NULL DEFAULT '' CHECK (length(quote) <= 300),
  text       text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  at         timestamptz NOT NULL
);
COMMENT ON COLUMN article_remarks.quote IS 'the passage meant, in its own words; empty: the whole text';
CREATE INDEX article_remarks_by_round ON article_remarks (round_id, at);
CREATE TRIGGER article_remarks_append_only BEFORE UPDATE OR DELETE ON article_remarks FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What readers are told of a change after publication, for good.
CREATE TABLE article_lines (
  id         uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES articles,
  round_id   uuid NOT NULL REFERENCES article_rounds,
  kind       text NOT NULL CHECK (kind IN ('fact', 'revision')),
  by_name    text NOT NULL,
  line       text NOT NULL CHECK (length(line) BETWEEN 1 AND 300),
  at         timestamptz NOT NULL
);
CREATE INDEX article_lines_by_article ON article_lines (article_id, at);
CREATE TRIGGER article_lines_append_only BEFORE UPDATE OR DELETE ON article_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- 置顶: one article to a place and day of a column, and one place and day to an article.
CREATE TABLE article_pins (
  id         uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES articles,
  owner_id   uuid NOT NULL REFERENCES organisations,
  column_id  text NOT NULL,
  place      int NOT NULL CHECK (place BETWEEN 1 AND 3),
  from_on    date NOT NULL,
  to_on      date NOT NULL CHECK (to_on >= from_on AND to_on - from_on < 30),
  pinned_by  uuid REFERENCES persons,
  pinned_at  timestamptz NOT NULL,
  CONSTRAINT one_article_to_a_place EXCLUDE USING gist (owner_id WITH =, column_id WITH =, place WITH =, daterange(from_on, to_on, '[]') WITH &&),
  CONSTRAINT one_place_to_an_article EXCLUDE USING gist (article_id WITH =, daterange(from_on, to_on, '[]') WITH &&)
);
CREATE INDEX article_pins_in_column ON article_pins (column_id, owner_id, to_on);

-- 代审: somebody reviews in the place of the holder of a post, for a while.
CREATE TABLE review_deputies (
  id            uuid PRIMARY KEY,
  person_id     uuid NOT NULL REFERENCES persons,
  for_person_id uuid NOT NULL REFERENCES persons,
  step          text NOT NULL CHECK (step IN ('first', 'second', 'final')),
  from_on       date NOT NULL,
  to_on         date NOT NULL CHECK (to_on >= from_on AND to_on - from_on < 90),
  named_at      timestamptz NOT NULL,
  CONSTRAINT somebody_else CHECK (person_id <> for_person_id),
  CONSTRAINT one_deputy_at_a_time EXCLUDE USING gist (for_person_id WITH =, step WITH =, daterange(from_on, to_on, '[]') WITH &&)
);
CREATE INDEX review_deputies_by_person ON review_deputies (person_id, to_on);

-- The columns whose final review a reviewer is appointed for.
CREATE TABLE reviewer_columns (
  post_id   uuid NOT NULL REFERENCES posts ON DELETE CASCADE,
  column_id text NOT NULL,
  PRIMARY KEY (post_id, column_id)
);

-- A version that has been handed in is what signatures are under.
CREATE FUNCTION keep_reviewed_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM article_rounds WHERE article_id = OLD.article_id AND version_id = OLD.id)
     OR EXISTS (SELECT FROM article_signatures WHERE version_id = OLD.id) THEN
    RAISE EXCEPTION 'version % of an article was handed in for review and does not change', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER article_versions_kept BEFORE UPDATE OR DELETE ON article_versions FOR EACH ROW EXECUTE FUNCTION keep_reviewed_versions();
CREATE INDEX article_signatures_by_version ON article_signatures (version_id);
CREATE INDEX article_rounds_by_version ON article_rounds (article_id, version_id);
