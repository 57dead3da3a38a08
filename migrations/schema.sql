-- Generated from the migrations by `npm run schema`. Read it, do not edit it.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS ltree WITH SCHEMA public;

COMMENT ON EXTENSION ltree IS 'data type for hierarchical tree-like structures';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.hold_tree_together() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  kept organisations;
  right_path ltree;
BEGIN
  SELECT * INTO kept FROM organisations WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  right_path := CASE WHEN kept.parent_id IS NULL THEN kept.number::text::ltree
                     ELSE (SELECT path FROM organisations WHERE id = kept.parent_id) || kept.number::text END;
  IF kept.path IS DISTINCT FROM right_path OR EXISTS (SELECT FROM organisations WHERE parent_id = kept.id AND path IS DISTINCT FROM kept.path || number::text) THEN
    RAISE EXCEPTION 'The path of organisation % does not follow its parent.', kept.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'path_follows_parent', TABLE = 'organisations';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.keep_confirmed_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF OLD.state = 'confirmed' THEN
    RAISE EXCEPTION 'meeting % is confirmed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.keep_confirmed_opinions_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM meeting_decisions d JOIN meetings m ON m.id = d.meeting_id WHERE d.id = OLD.decision_id AND m.state = 'confirmed') THEN
    RAISE EXCEPTION 'meeting of decision % is confirmed', OLD.decision_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION public.keep_confirmed_parts_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM meetings WHERE id = OLD.meeting_id AND state = 'confirmed') THEN
    RAISE EXCEPTION 'meeting % is confirmed', OLD.meeting_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION public.keep_reviewed_versions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF EXISTS (SELECT FROM article_rounds WHERE article_id = OLD.article_id AND version_id = OLD.id)
     OR EXISTS (SELECT FROM article_signatures WHERE version_id = OLD.id) THEN
    RAISE EXCEPTION 'version % of an article was handed in for review and does not change', OLD.number USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION public.leave_groups_of_former_branch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  UPDATE group_memberships g SET to_on = greatest(g.from_on, NEW.to_on)
    FROM organisations o
   WHERE g.person_id = NEW.person_id AND g.to_on IS NULL AND o.id = g.group_id
     AND NOT EXISTS (SELECT FROM memberships m WHERE m.person_id = g.person_id AND m.organisation_id = o.parent_id AND m.to_on IS NULL);
  RETURN NULL;
END $$;

CREATE FUNCTION public.note_branch_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
  was text := format('SELECT %I FROM old_rows', TG_ARGV[0]);
  is_now text := format('SELECT %I FROM new_rows', TG_ARGV[0]);
BEGIN
  EXECUTE format(
    'INSERT INTO branch_changes (branch_id) SELECT DISTINCT o.id FROM (%s) AS changed (id) JOIN organisations o ON o.id = changed.id WHERE o.kind IN (''branch'', ''directBranch'')',
    CASE TG_OP WHEN 'INSERT' THEN is_now WHEN 'DELETE' THEN was ELSE was || ' UNION ALL ' || is_now END);
  RETURN NULL;
END $$;

CREATE FUNCTION public.note_organisation_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO branch_changes (branch_id)
  SELECT DISTINCT o.id FROM new_rows n JOIN organisations o ON o.id = n.id OR o.parent_id = n.id WHERE o.kind IN ('branch', 'directBranch');
  RETURN NULL;
END $$;

CREATE FUNCTION public.note_person_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO branch_changes (branch_id)
  SELECT DISTINCT o.id FROM new_rows p JOIN memberships m ON m.person_id = p.id JOIN organisations o ON o.id = m.organisation_id
  WHERE o.kind IN ('branch', 'directBranch');
  RETURN NULL;
END $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TABLE public.accounts (
    id uuid NOT NULL,
    username text NOT NULL,
    person_id uuid,
    name text NOT NULL,
    password_hash text,
    start_code_hash text,
    start_code_until timestamp with time zone,
    state text DEFAULT 'active'::text NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    language text DEFAULT 'zh-CN'::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    start_code_used_at timestamp with time zone,
    slip_name text,
    CONSTRAINT accounts_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
    CONSTRAINT accounts_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
    CONSTRAINT accounts_username_check CHECK (((length(username) >= 2) AND (length(username) <= 40)))
);

CREATE TABLE public.activity_counts (
    branch_id uuid NOT NULL,
    month date NOT NULL,
    kind text NOT NULL,
    late integer DEFAULT 0 NOT NULL,
    confirmed integer DEFAULT 0 NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    counted integer DEFAULT 0 NOT NULL,
    present integer DEFAULT 0 NOT NULL,
    due integer DEFAULT 0 NOT NULL,
    occasions integer DEFAULT 0 NOT NULL,
    last_on date,
    CONSTRAINT activity_counts_confirmed_check CHECK ((confirmed >= 0)),
    CONSTRAINT activity_counts_counted_check CHECK ((counted >= 0)),
    CONSTRAINT activity_counts_due_check CHECK ((due >= 0)),
    CONSTRAINT activity_counts_held_check CHECK ((held >= 0)),
    CONSTRAINT activity_counts_late_check CHECK ((late >= 0)),
    CONSTRAINT activity_counts_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT activity_counts_occasions_check CHECK ((occasions >= 0)),
    CONSTRAINT activity_counts_present_check CHECK ((present >= 0))
);

COMMENT ON COLUMN public.activity_counts.late IS 'of those counted, recorded after the seventh day';

COMMENT ON COLUMN public.activity_counts.held IS 'held, recorded or confirmed, on or after records_since: the denominator of records_confirmed';

COMMENT ON COLUMN public.activity_counts.counted IS 'recorded or confirmed, on or after records_since: what health judges and the charts show';

COMMENT ON COLUMN public.activity_counts.occasions IS 'meetings that enter attendance: a theme day with its lecture counts once';

COMMENT ON COLUMN public.activity_counts.last_on IS 'the last day in the month on which a meeting of the kind counts; null where none does';

CREATE TABLE public.article_authors (
    article_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE public.article_lines (
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    round_id uuid NOT NULL,
    kind text NOT NULL,
    by_name text NOT NULL,
    line text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT article_lines_kind_check CHECK ((kind = ANY (ARRAY['fact'::text, 'revision'::text]))),
    CONSTRAINT article_lines_line_check CHECK (((length(line) >= 1) AND (length(line) <= 300)))
);

CREATE TABLE public.article_pins (
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    column_id text NOT NULL,
    place integer NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    pinned_by uuid,
    pinned_at timestamp with time zone NOT NULL,
    CONSTRAINT article_pins_check CHECK (((to_on >= from_on) AND ((to_on - from_on) < 30))),
    CONSTRAINT article_pins_place_check CHECK (((place >= 1) AND (place <= 3)))
);

CREATE TABLE public.article_proofs (
    round_id uuid NOT NULL,
    step text NOT NULL,
    version_id uuid NOT NULL,
    person_id uuid NOT NULL,
    named_by uuid NOT NULL,
    named_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT article_proofs_step_check CHECK ((step = ANY (ARRAY['first'::text, 'second'::text, 'final'::text])))
);

CREATE TABLE public.article_remarks (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    version_id uuid NOT NULL,
    step text NOT NULL,
    person_id uuid NOT NULL,
    quote text DEFAULT ''::text NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT article_remarks_quote_check CHECK ((length(quote) <= 300)),
    CONSTRAINT article_remarks_step_check CHECK ((step = ANY (ARRAY['first'::text, 'second'::text, 'final'::text]))),
    CONSTRAINT article_remarks_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500)))
);

COMMENT ON COLUMN public.article_remarks.quote IS 'the passage meant, in its own words; empty: the whole text';

CREATE TABLE public.article_rounds (
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    steps text[] NOT NULL,
    urgent_reason text,
    version_id uuid NOT NULL,
    line text,
    state text NOT NULL,
    returned_step text,
    submitted_by uuid,
    submitted_at timestamp with time zone NOT NULL,
    waiting_since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    made_up_at timestamp with time zone,
    CONSTRAINT article_rounds_kind_check CHECK ((kind = ANY (ARRAY['publication'::text, 'typo'::text, 'fact'::text, 'revision'::text]))),
    CONSTRAINT article_rounds_line_check CHECK (((length(line) >= 1) AND (length(line) <= 300))),
    CONSTRAINT article_rounds_number_check CHECK ((number >= 1)),
    CONSTRAINT article_rounds_returned_step_check CHECK ((returned_step = ANY (ARRAY['first'::text, 'second'::text, 'final'::text]))),
    CONSTRAINT article_rounds_state_check CHECK ((state = ANY (ARRAY['inReview'::text, 'returned'::text, 'approved'::text, 'recalled'::text]))),
    CONSTRAINT article_rounds_steps_check CHECK (((steps <@ '{first,second,final}'::text[]) AND ((cardinality(steps) >= 1) AND (cardinality(steps) <= 3)))),
    CONSTRAINT article_rounds_urgent_reason_check CHECK (((length(urgent_reason) >= 1) AND (length(urgent_reason) <= 300))),
    CONSTRAINT ended_is_over CHECK (((state = ANY (ARRAY['approved'::text, 'recalled'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT returned_says_where CHECK (((state = 'returned'::text) = (returned_step IS NOT NULL)))
);

COMMENT ON COLUMN public.article_rounds.made_up_at IS 'of an urgent text: when the reviews that were left out had all been made up for';

CREATE TABLE public.article_signatures (
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    step text NOT NULL,
    version_id uuid NOT NULL,
    sha256 text NOT NULL,
    person_id uuid NOT NULL,
    person_name text NOT NULL,
    post_name text NOT NULL,
    for_person_id uuid,
    from_above boolean DEFAULT false NOT NULL,
    proof_by uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT article_signatures_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT article_signatures_step_check CHECK ((step = ANY (ARRAY['first'::text, 'second'::text, 'final'::text])))
);

COMMENT ON TABLE public.article_signatures IS 'who passed which step on which version; outlives the post through which it was given';

CREATE TABLE public.article_versions (
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    body jsonb NOT NULL,
    text text NOT NULL,
    reprint jsonb,
    sha256 text NOT NULL,
    saved_by uuid,
    saved_at timestamp with time zone NOT NULL,
    CONSTRAINT article_versions_number_check CHECK ((number >= 1)),
    CONSTRAINT article_versions_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT article_versions_summary_check CHECK ((length(summary) <= 300)),
    CONSTRAINT article_versions_title_check CHECK ((length(title) <= 100))
);

COMMENT ON TABLE public.article_versions IS 'the words of an article as they were saved; once handed in for review a version never changes';

CREATE TABLE public.articles (
    id uuid NOT NULL,
    column_id text NOT NULL,
    owner_id uuid NOT NULL,
    in_name_of uuid NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    visibility text NOT NULL,
    posts jsonb DEFAULT '[]'::jsonb NOT NULL,
    five_buildings text[] DEFAULT '{}'::text[] NOT NULL,
    moral_education boolean DEFAULT false NOT NULL,
    head_id uuid,
    shown_id uuid,
    publish_at timestamp with time zone,
    approved_at timestamp with time zone,
    published_at timestamp with time zone GENERATED ALWAYS AS (
CASE
    WHEN (approved_at IS NULL) THEN NULL::timestamp with time zone
    ELSE GREATEST(publish_at, approved_at)
END) STORED,
    last_day date,
    expires_at timestamp with time zone GENERATED ALWAYS AS ((((last_day + 1))::timestamp without time zone AT TIME ZONE 'Asia/Shanghai'::text)) STORED,
    withdrawn_at timestamp with time zone,
    withdrawn_by uuid,
    withdrawn_name text,
    withdrawn_ground text,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT approved_is_shown CHECK ((((state = 'approved'::text) = (approved_at IS NOT NULL)) AND ((state = 'approved'::text) = (shown_id IS NOT NULL)))),
    CONSTRAINT articles_column_id_check CHECK ((column_id = ANY (ARRAY['superior-directives'::text, 'university-news'::text, 'university-notices'::text, 'school-showcase'::text, 'good-people'::text, 'school-news'::text, 'school-notices'::text, 'branch-showcase'::text, 'branch-notices'::text, 'answers'::text, 'calls'::text]))),
    CONSTRAINT articles_five_buildings_check CHECK (((five_buildings <@ '{political,ideological,organisational,conduct,discipline}'::text[]) AND (cardinality(five_buildings) <= 3))),
    CONSTRAINT articles_posts_check CHECK ((jsonb_typeof(posts) = 'array'::text)),
    CONSTRAINT articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'approved'::text]))),
    CONSTRAINT articles_visibility_check CHECK ((visibility = ANY (ARRAY['posts'::text, 'subtree'::text, 'members'::text, 'campus'::text, 'public'::text]))),
    CONSTRAINT articles_withdrawn_ground_check CHECK ((withdrawn_ground = ANY (ARRAY['factError'::text, 'outdated'::text, 'duplicate'::text, 'rights'::text, 'consent'::text, 'privacy'::text, 'law'::text]))),
    CONSTRAINT articles_withdrawn_name_check CHECK (((length(withdrawn_name) >= 1) AND (length(withdrawn_name) <= 100))),
    CONSTRAINT withdrawn_was_approved CHECK (((withdrawn_at IS NULL) OR (state = 'approved'::text))),
    CONSTRAINT withdrawn_with_ground CHECK ((num_nonnulls(withdrawn_at, withdrawn_name, withdrawn_ground) = ANY (ARRAY[0, 3])))
);

COMMENT ON TABLE public.articles IS 'a text in a column: its place, its circle, its times; the words are its versions';

CREATE TABLE public.attendance_exceptions (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    branch_id uuid NOT NULL,
    ground text NOT NULL,
    reason text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CONSTRAINT attendance_exceptions_check CHECK ((to_on >= from_on)),
    CONSTRAINT attendance_exceptions_ground_check CHECK ((ground = ANY (ARRAY['abroad'::text, 'longLeave'::text, 'ageOrIllness'::text]))),
    CONSTRAINT attendance_exceptions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);

CREATE TABLE public.attendances (
    meeting_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    is_due boolean NOT NULL,
    may_vote boolean NOT NULL,
    not_due_ground text,
    answer text,
    status text,
    reason text,
    via text,
    signed_at timestamp with time zone,
    agreed_at timestamp with time zone,
    after_votes boolean DEFAULT false NOT NULL,
    code_tries integer DEFAULT 0 NOT NULL,
    code_rest_until timestamp with time zone,
    CONSTRAINT attendances_answer_check CHECK ((answer = ANY (ARRAY['coming'::text, 'leave'::text]))),
    CONSTRAINT attendances_not_due_ground_check CHECK ((not_due_ground = ANY (ARRAY['illness'::text, 'abroadAtOwnExpense'::text, 'imprisoned'::text, 'bedridden'::text, 'transferPending'::text, 'settledElsewhere'::text]))),
    CONSTRAINT attendances_reason_check CHECK ((length(reason) <= 200)),
    CONSTRAINT attendances_status_check CHECK ((status = ANY (ARRAY['present'::text, 'leave'::text, 'absent'::text]))),
    CONSTRAINT attendances_via_check CHECK ((via = ANY (ARRAY['tap'::text, 'code'::text])))
);

CREATE TABLE public.audit_entries (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    person_id uuid,
    actor_name text NOT NULL,
    post text,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    organisation_path public.ltree,
    about_person_id uuid,
    reason text,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    request_id text
);

CREATE TABLE public.audit_seals (
    sequence bigint NOT NULL,
    entry_id uuid NOT NULL,
    hash text NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    CONSTRAINT audit_seals_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.audit_unsealed (
    entry_id uuid NOT NULL
);

CREATE TABLE public.branch_changes (
    branch_id uuid NOT NULL,
    times bigint DEFAULT 1 NOT NULL,
    CONSTRAINT branch_changes_times_check CHECK ((times > 0))
);

CREATE TABLE public.calendar_days (
    day date NOT NULL,
    kind text NOT NULL,
    name text,
    CONSTRAINT calendar_days_kind_check CHECK ((kind = ANY (ARRAY['teaching'::text, 'rest'::text, 'vacation'::text, 'holiday'::text, 'shifted'::text])))
);

CREATE TABLE public.calendar_vacations (
    id uuid NOT NULL,
    name text NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    CONSTRAINT vacation_runs_forward CHECK ((to_on >= from_on))
);

CREATE TABLE public.committee_spans (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CONSTRAINT committee_spans_check CHECK ((to_on >= from_on))
);

CREATE TABLE public.corrections (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    field text NOT NULL,
    before text,
    value text,
    value_sealed bytea,
    reason text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    remark text,
    version integer DEFAULT 1 NOT NULL,
    with_birth_and_sex boolean DEFAULT false NOT NULL,
    CONSTRAINT birth_and_sex_by_the_number CHECK (((NOT with_birth_and_sex) OR (field = 'idNumber'::text))),
    CONSTRAINT corrections_reason_check CHECK ((length(reason) <= 300)),
    CONSTRAINT corrections_remark_check CHECK ((length(remark) <= 300)),
    CONSTRAINT corrections_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text])))
);

CREATE TABLE public.duties (
    id uuid NOT NULL,
    department_id uuid NOT NULL,
    title text NOT NULL,
    clock text NOT NULL,
    basis text NOT NULL,
    "position" integer NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.exports (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    with_personal boolean NOT NULL,
    reason text,
    persons integer NOT NULL,
    state text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    file_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT exports_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 300))),
    CONSTRAINT exports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'declined'::text]))),
    CONSTRAINT personal_needs_reason CHECK (((NOT with_personal) OR (reason IS NOT NULL))),
    CONSTRAINT second_person CHECK ((decided_by <> asked_by))
);

CREATE TABLE public.field_changes (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    field text NOT NULL,
    before text,
    after text,
    at timestamp with time zone NOT NULL,
    by_name text NOT NULL,
    source text NOT NULL,
    source_id uuid,
    CONSTRAINT field_changes_source_check CHECK ((source = ANY (ARRAY['import'::text, 'correction'::text, 'edit'::text])))
);

CREATE TABLE public.files (
    id uuid NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    CONSTRAINT files_bytes_check CHECK ((bytes >= 0))
);

CREATE TABLE public.findings (
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    indicator text NOT NULL,
    time_window text DEFAULT ''::text NOT NULL,
    shown_on date NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    closed_on date,
    closed_by text,
    reason text,
    reason_at timestamp with time zone,
    reason_by uuid,
    answer text,
    answer_at timestamp with time zone,
    answer_by uuid,
    remark text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT answered_after_reason CHECK (((answer IS NULL) OR (reason IS NOT NULL))),
    CONSTRAINT closed_says_how CHECK (((state = 'closed'::text) = ((closed_on IS NOT NULL) AND (closed_by IS NOT NULL)))),
    CONSTRAINT findings_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'returned'::text]))),
    CONSTRAINT findings_closed_by_check CHECK ((closed_by = ANY (ARRAY['record'::text, 'reason'::text, 'history'::text, 'mended'::text]))),
    CONSTRAINT findings_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT findings_remark_check CHECK ((length(remark) <= 300)),
    CONSTRAINT findings_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);

CREATE TABLE public.group_memberships (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    group_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date,
    recorded_by uuid,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT group_memberships_check CHECK ((to_on >= from_on))
);

COMMENT ON TABLE public.group_memberships IS 'spans in which a member belongs to a group of their branch (党小组)';

CREATE TABLE public.idempotency_keys (
    account_id uuid NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    body_hash text NOT NULL,
    status integer,
    response jsonb,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);

CREATE TABLE public.import_rows (
    import_id uuid NOT NULL,
    sheet text NOT NULL,
    "row" integer NOT NULL,
    outcome text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    messages jsonb DEFAULT '[]'::jsonb NOT NULL,
    diff jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'warned'::text, 'wrong'::text])))
);

CREATE TABLE public.imports (
    id uuid NOT NULL,
    file_id uuid,
    file_name text NOT NULL,
    state text DEFAULT 'checking'::text NOT NULL,
    scope_id uuid,
    job_id uuid,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    proposals jsonb DEFAULT '[]'::jsonb NOT NULL,
    answers jsonb DEFAULT '{}'::jsonb NOT NULL,
    refusal jsonb,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    applied_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'cancelled'::text, 'failed'::text])))
);

CREATE TABLE public.jobs (
    id uuid NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer,
    note text,
    input jsonb DEFAULT '{}'::jsonb NOT NULL,
    result jsonb,
    refusal jsonb,
    cancel_asked boolean DEFAULT false NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT jobs_done_check CHECK ((done >= 0)),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT jobs_total_check CHECK ((total >= 0))
);

CREATE TABLE public.meeting_addenda (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    person_id uuid NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT meeting_addenda_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000)))
);

CREATE TABLE public.meeting_amendments (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    item_id uuid,
    person_id uuid NOT NULL,
    text text NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    reason text,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT decided_with_reason CHECK (((state = 'proposed'::text) OR ((reason IS NOT NULL) AND (decided_at IS NOT NULL)))),
    CONSTRAINT meeting_amendments_reason_check CHECK ((length(reason) <= 300)),
    CONSTRAINT meeting_amendments_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text]))),
    CONSTRAINT meeting_amendments_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
);

CREATE TABLE public.meeting_candidates (
    meeting_id uuid NOT NULL,
    person_id uuid NOT NULL,
    vote text NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT meeting_candidates_vote_check CHECK ((vote = ANY (ARRAY['admission'::text, 'conversion'::text])))
);

COMMENT ON TABLE public.meeting_candidates IS 'those a planned meeting is to vote on, one at a time (发展党员工作细则 art. 20-21); what was decided is in meeting_decisions';

CREATE TABLE public.meeting_decisions (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" integer NOT NULL,
    matter text NOT NULL,
    vote text NOT NULL,
    subject_id uuid,
    base integer NOT NULL,
    present integer NOT NULL,
    written integer DEFAULT 0 NOT NULL,
    yes integer NOT NULL,
    no integer NOT NULL,
    abstain integer NOT NULL,
    adopted boolean NOT NULL,
    written_yes integer,
    written_no integer,
    secret boolean,
    CONSTRAINT adopted_by_more_than_half_of_the_base CHECK (((NOT adopted) OR ((yes * 2) > base))),
    CONSTRAINT meeting_decisions_abstain_check CHECK ((abstain >= 0)),
    CONSTRAINT meeting_decisions_base_check CHECK ((base >= 0)),
    CONSTRAINT meeting_decisions_matter_check CHECK (((length(matter) >= 1) AND (length(matter) <= 300))),
    CONSTRAINT meeting_decisions_no_check CHECK ((no >= 0)),
    CONSTRAINT meeting_decisions_present_check CHECK ((present >= 0)),
    CONSTRAINT meeting_decisions_vote_check CHECK ((vote = ANY (ARRAY['ordinary'::text, 'committee'::text, 'admission'::text, 'conversion'::text]))),
    CONSTRAINT meeting_decisions_written_check CHECK ((written >= 0)),
    CONSTRAINT meeting_decisions_yes_check CHECK ((yes >= 0)),
    CONSTRAINT no_more_votes_than_voters CHECK ((((yes + no) + abstain) <= (present + written))),
    CONSTRAINT written_votes_are_those_written CHECK (((written_yes >= 0) AND (written_no >= 0) AND ((written_yes + written_no) <= written) AND (written_yes <= yes) AND (written_no <= no)))
);

COMMENT ON COLUMN public.meeting_decisions.written_yes IS 'of yes, those in writing; null in records from before this was kept';

COMMENT ON COLUMN public.meeting_decisions.secret IS 'by secret ballot; null in records from before this was kept';

CREATE TABLE public.meeting_deputies (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    person_id uuid NOT NULL,
    reason text NOT NULL,
    named_by uuid,
    named_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    CONSTRAINT meeting_deputies_check CHECK ((replaced_at >= named_at)),
    CONSTRAINT meeting_deputies_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 300)))
);

COMMENT ON TABLE public.meeting_deputies IS 'the deputy whom the level above names for a chair who has left the branch; an earlier one stays as history';

CREATE TABLE public.meeting_items (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    points text DEFAULT ''::text NOT NULL,
    CONSTRAINT meeting_items_points_check CHECK ((length(points) <= 20000)),
    CONSTRAINT meeting_items_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

CREATE TABLE public.meeting_next_steps (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    owner_name text,
    due_on date,
    CONSTRAINT meeting_next_steps_text_check CHECK (((length(text) >= 1) AND (length(text) <= 300)))
);

CREATE TABLE public.meeting_opinions (
    decision_id uuid NOT NULL,
    person_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.meeting_opinions IS 'who sent a written opinion before the meeting (发展党员工作细则 art. 20); what it says is in the tally only';

CREATE TABLE public.meeting_photos (
    meeting_id uuid NOT NULL,
    file_id uuid NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    "position" integer NOT NULL
);

CREATE TABLE public.meetings (
    id uuid NOT NULL,
    branch_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    held_on date NOT NULL,
    place text,
    online boolean DEFAULT false NOT NULL,
    chair_id uuid NOT NULL,
    recorder_id uuid NOT NULL,
    lecturer_id uuid,
    lecturer_name text,
    five_buildings text[] DEFAULT '{}'::text[] NOT NULL,
    observers text[] DEFAULT '{}'::text[] NOT NULL,
    occasion_id uuid,
    sign_in_secret bytea,
    cancel_reason text,
    planned_by uuid,
    announced_at timestamp with time zone,
    received_at timestamp with time zone,
    written_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    confirmed_by uuid,
    sha256 text,
    canonical text,
    present integer DEFAULT 0 NOT NULL,
    due integer DEFAULT 0 NOT NULL,
    origin text DEFAULT 'live'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    agreed integer DEFAULT 0 NOT NULL,
    left_off text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT cancelled_with_reason CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
    CONSTRAINT confirmed_is_frozen CHECK (((state = 'confirmed'::text) = ((sha256 IS NOT NULL) AND (canonical IS NOT NULL) AND (confirmed_at IS NOT NULL)))),
    CONSTRAINT held_on_is_its_day CHECK ((held_on = ((starts_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
    CONSTRAINT meetings_agreed_check CHECK ((agreed >= 0)),
    CONSTRAINT meetings_cancel_reason_check CHECK (((length(cancel_reason) >= 1) AND (length(cancel_reason) <= 300))),
    CONSTRAINT meetings_check CHECK ((ends_at > starts_at)),
    CONSTRAINT meetings_kind_check CHECK ((kind = ANY (ARRAY['membersMeeting'::text, 'committeeMeeting'::text, 'partyLecture'::text, 'themeDay'::text]))),
    CONSTRAINT meetings_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text, 'demo'::text]))),
    CONSTRAINT meetings_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100))),
    CONSTRAINT meetings_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT meetings_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'announced'::text, 'held'::text, 'recorded'::text, 'confirmed'::text, 'cancelled'::text]))),
    CONSTRAINT meetings_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100))),
    CONSTRAINT place_or_online CHECK ((online OR (place IS NOT NULL))),
    CONSTRAINT recorded_is_received CHECK (((state <> ALL (ARRAY['recorded'::text, 'confirmed'::text])) OR (received_at IS NOT NULL)))
);

COMMENT ON COLUMN public.meetings.agreed IS 'how many of those present stand by the text as it is now';

COMMENT ON COLUMN public.meetings.left_off IS 'names on the list as sent that were not of the branch on the day of the meeting';

CREATE TABLE public.memberships (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    from_on date NOT NULL,
    to_on date,
    reason text DEFAULT 'import'::text NOT NULL,
    CONSTRAINT membership_runs_forward CHECK ((to_on >= from_on)),
    CONSTRAINT memberships_reason_check CHECK ((reason = ANY (ARRAY['import'::text, 'founding'::text, 'move'::text, 'merge'::text, 'split'::text, 'admission'::text, 'demo'::text])))
);

CREATE TABLE public.migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.migrations (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);

CREATE TABLE public.notices (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    params jsonb DEFAULT '{}'::jsonb NOT NULL,
    link text NOT NULL,
    subject_id uuid,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);

CREATE TABLE public.organisation_changes (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    kind text NOT NULL,
    on_date date NOT NULL,
    document_number text,
    reason text NOT NULL,
    before jsonb DEFAULT '{}'::jsonb NOT NULL,
    after jsonb DEFAULT '{}'::jsonb NOT NULL,
    related_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid,
    CONSTRAINT organisation_changes_kind_check CHECK ((kind = ANY (ARRAY['founded'::text, 'renamed'::text, 'moved'::text, 'merged'::text, 'split'::text, 'dissolved'::text, 'corrected'::text]))),
    CONSTRAINT organisation_changes_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);

CREATE TABLE public.organisations (
    id uuid NOT NULL,
    number integer NOT NULL,
    code text,
    name text NOT NULL,
    kind text NOT NULL,
    composition text,
    department text,
    parent_id uuid,
    path public.ltree NOT NULL,
    founded_on date,
    records_since date NOT NULL,
    dissolved_on date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    units integer,
    CONSTRAINT composition_of_a_branch CHECK (((composition IS NULL) OR (kind = ANY (ARRAY['branch'::text, 'directBranch'::text])))),
    CONSTRAINT dissolved_after_founding CHECK ((dissolved_on >= founded_on)),
    CONSTRAINT duty_of_a_department CHECK (((department IS NULL) OR (kind = 'department'::text))),
    CONSTRAINT organisations_code_check CHECK ((code ~ '^[0-9]{2,20}$'::text)),
    CONSTRAINT organisations_composition_check CHECK ((composition = ANY (ARRAY['staff'::text, 'undergraduate'::text, 'graduate'::text, 'retired'::text, 'mixed'::text, 'joint'::text, 'temporary'::text]))),
    CONSTRAINT organisations_department_check CHECK ((department = ANY (ARRAY['organisation'::text, 'publicity'::text, 'discipline'::text, 'partySchool'::text, 'studentAffairs'::text]))),
    CONSTRAINT organisations_kind_check CHECK ((kind = ANY (ARRAY['committee'::text, 'generalBranch'::text, 'directBranch'::text, 'branch'::text, 'group'::text, 'department'::text]))),
    CONSTRAINT organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT organisations_note_check CHECK ((length(note) <= 500)),
    CONSTRAINT organisations_units_check CHECK (((units >= 2) AND (units <= 99))),
    CONSTRAINT units_of_a_joint_branch CHECK (((units IS NULL) OR (composition = 'joint'::text)))
);

ALTER TABLE public.organisations ALTER COLUMN number ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.persons (
    id uuid NOT NULL,
    name text NOT NULL,
    pinyin text DEFAULT ''::text NOT NULL,
    initials text DEFAULT ''::text NOT NULL,
    sex text,
    ethnicity text,
    born_on date,
    id_number_sealed bytea,
    id_number_index text,
    id_number_last text,
    native_place text,
    education text,
    degree text,
    staff_number text,
    identity text,
    category text NOT NULL,
    applied_on date,
    admitted_on date,
    converted_on date,
    phone_sealed bytea,
    phone_index text,
    phone_last text,
    email text,
    mobile_member boolean DEFAULT false NOT NULL,
    note text,
    confirmed_on date,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT dates_in_order CHECK ((((applied_on < admitted_on) IS NOT FALSE) AND ((admitted_on <= converted_on) IS NOT FALSE))),
    CONSTRAINT dates_of_category CHECK (
CASE category
    WHEN 'full'::text THEN ((admitted_on IS NOT NULL) AND (converted_on IS NOT NULL))
    WHEN 'probationary'::text THEN ((applied_on IS NOT NULL) AND (admitted_on IS NOT NULL) AND (converted_on IS NULL))
    WHEN 'nonMember'::text THEN true
    ELSE ((applied_on IS NOT NULL) AND (admitted_on IS NULL) AND (converted_on IS NULL))
END),
    CONSTRAINT id_number_is_whole CHECK ((num_nonnulls(id_number_sealed, id_number_index, id_number_last) = ANY (ARRAY[0, 3]))),
    CONSTRAINT persons_born_on_check CHECK ((born_on >= '1900-01-01'::date)),
    CONSTRAINT persons_category_check CHECK ((category = ANY (ARRAY['applicant'::text, 'activist'::text, 'candidate'::text, 'probationary'::text, 'full'::text, 'nonMember'::text]))),
    CONSTRAINT persons_ethnicity_check CHECK ((ethnicity ~ '^[0-9]{2}$'::text)),
    CONSTRAINT persons_id_number_last_check CHECK ((length(id_number_last) = 4)),
    CONSTRAINT persons_identity_check CHECK ((identity = ANY (ARRAY['undergraduate'::text, 'master'::text, 'doctoral'::text, 'teacher'::text, 'administrative'::text, 'worker'::text, 'retired'::text, 'other'::text]))),
    CONSTRAINT persons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 50))),
    CONSTRAINT persons_note_check CHECK ((length(note) <= 500)),
    CONSTRAINT persons_phone_last_check CHECK ((length(phone_last) = 4)),
    CONSTRAINT persons_sex_check CHECK ((sex = ANY (ARRAY['1'::text, '2'::text]))),
    CONSTRAINT persons_staff_number_check CHECK ((staff_number ~ '^[0-9A-Za-z][0-9A-Za-z_-]{1,31}$'::text)),
    CONSTRAINT phone_is_whole CHECK ((num_nonnulls(phone_sealed, phone_index, phone_last) = ANY (ARRAY[0, 3])))
);

CREATE TABLE public.posts (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    kind text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    document_number text,
    succeeds_id uuid,
    CONSTRAINT posts_check CHECK ((to_on >= from_on)),
    CONSTRAINT posts_kind_check CHECK ((kind = ANY (ARRAY['secretary'::text, 'deputySecretary'::text, 'organisationOfficer'::text, 'publicityOfficer'::text, 'disciplineOfficer'::text, 'committeeMember'::text, 'groupLeader'::text, 'organiser'::text, 'clerk'::text, 'treasurer'::text, 'reviewer'::text, 'departmentStaff'::text, 'administrator'::text])))
);

CREATE TABLE public.review_deputies (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    for_person_id uuid NOT NULL,
    step text NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    named_at timestamp with time zone NOT NULL,
    CONSTRAINT review_deputies_check CHECK (((to_on >= from_on) AND ((to_on - from_on) < 90))),
    CONSTRAINT review_deputies_step_check CHECK ((step = ANY (ARRAY['first'::text, 'second'::text, 'final'::text]))),
    CONSTRAINT somebody_else CHECK ((person_id <> for_person_id))
);

CREATE TABLE public.reviewer_columns (
    post_id uuid NOT NULL,
    column_id text NOT NULL
);

CREATE TABLE public.sessions (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    account_id uuid NOT NULL,
    post_id uuid,
    device text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    by_start_code boolean DEFAULT false NOT NULL,
    as_member boolean DEFAULT false NOT NULL
);

CREATE TABLE public.settings (
    key text NOT NULL,
    value jsonb NOT NULL,
    valid_from date DEFAULT '1900-01-01'::date NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.terms (
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    number integer,
    starts_on date NOT NULL,
    years integer NOT NULL,
    last_day date NOT NULL,
    extended_to date,
    extension_document text,
    ended_on date,
    CONSTRAINT term_runs_forward CHECK (((last_day > starts_on) AND ((extended_to IS NULL) OR (extended_to > last_day)))),
    CONSTRAINT terms_years_check CHECK (((years >= 1) AND (years <= 5)))
);

CREATE TABLE public.voting_suspensions (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    ground text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    CONSTRAINT voting_suspensions_check CHECK ((to_on >= from_on)),
    CONSTRAINT voting_suspensions_ground_check CHECK ((ground = ANY (ARRAY['onPartyProbation'::text, 'detained'::text, 'otherwiseSuspended'::text])))
);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT a_post_once EXCLUDE USING gist (person_id WITH =, organisation_id WITH =, kind WITH =, daterange(from_on, to_on, '[)'::text) WITH &&);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.activity_counts
    ADD CONSTRAINT activity_counts_pkey PRIMARY KEY (branch_id, month, kind);

ALTER TABLE ONLY public.article_authors
    ADD CONSTRAINT article_authors_pkey PRIMARY KEY (article_id, person_id);

ALTER TABLE ONLY public.article_lines
    ADD CONSTRAINT article_lines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT article_pins_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_proofs
    ADD CONSTRAINT article_proofs_pkey PRIMARY KEY (round_id, step, version_id);

ALTER TABLE ONLY public.article_remarks
    ADD CONSTRAINT article_remarks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_rounds
    ADD CONSTRAINT article_rounds_article_id_number_key UNIQUE (article_id, number);

ALTER TABLE ONLY public.article_rounds
    ADD CONSTRAINT article_rounds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_versions
    ADD CONSTRAINT article_versions_article_id_id_key UNIQUE (article_id, id);

ALTER TABLE ONLY public.article_versions
    ADD CONSTRAINT article_versions_article_id_number_key UNIQUE (article_id, number);

ALTER TABLE ONLY public.article_versions
    ADD CONSTRAINT article_versions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_exceptions
    ADD CONSTRAINT attendance_exceptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendances
    ADD CONSTRAINT attendances_pkey PRIMARY KEY (meeting_id, person_id);

ALTER TABLE ONLY public.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (sequence);

ALTER TABLE ONLY public.audit_unsealed
    ADD CONSTRAINT audit_unsealed_pkey PRIMARY KEY (entry_id);

ALTER TABLE ONLY public.calendar_days
    ADD CONSTRAINT calendar_days_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.calendar_vacations
    ADD CONSTRAINT calendar_vacations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.committee_spans
    ADD CONSTRAINT committee_spans_do_not_overlap EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.committee_spans
    ADD CONSTRAINT committee_spans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_department_id_position_key UNIQUE (department_id, "position");

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.field_changes
    ADD CONSTRAINT field_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.group_memberships
    ADD CONSTRAINT group_memberships_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account_id, key);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_pkey PRIMARY KEY (import_id, sheet, "row");

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_addenda
    ADD CONSTRAINT meeting_addenda_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_amendments
    ADD CONSTRAINT meeting_amendments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_candidates
    ADD CONSTRAINT meeting_candidates_pkey PRIMARY KEY (meeting_id, person_id);

ALTER TABLE ONLY public.meeting_decisions
    ADD CONSTRAINT meeting_decisions_meeting_id_matter_key UNIQUE (meeting_id, matter);

ALTER TABLE ONLY public.meeting_decisions
    ADD CONSTRAINT meeting_decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_deputies
    ADD CONSTRAINT meeting_deputies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_meeting_id_position_key UNIQUE (meeting_id, "position");

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_next_steps
    ADD CONSTRAINT meeting_next_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meeting_opinions
    ADD CONSTRAINT meeting_opinions_pkey PRIMARY KEY (decision_id, person_id);

ALTER TABLE ONLY public.meeting_photos
    ADD CONSTRAINT meeting_photos_pkey PRIMARY KEY (meeting_id, file_id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.migration_lock
    ADD CONSTRAINT migration_lock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT one_article_to_a_place EXCLUDE USING gist (owner_id WITH =, column_id WITH =, place WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.review_deputies
    ADD CONSTRAINT one_deputy_at_a_time EXCLUDE USING gist (for_person_id WITH =, step WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.attendance_exceptions
    ADD CONSTRAINT one_exception_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.group_memberships
    ADD CONSTRAINT one_group_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[)'::text) WITH &&);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT one_organisation_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[)'::text) WITH &&);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT one_place_to_an_article EXCLUDE USING gist (article_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT one_secretary EXCLUDE USING gist (organisation_id WITH =, daterange(from_on, to_on, '[)'::text) WITH &&) WHERE ((kind = 'secretary'::text));

ALTER TABLE ONLY public.voting_suspensions
    ADD CONSTRAINT one_suspension_at_a_time EXCLUDE USING gist (person_id WITH =, daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.organisation_changes
    ADD CONSTRAINT organisation_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_code_key UNIQUE (code);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_number_key UNIQUE (number);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_path_key UNIQUE (path);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_id_number_index_key UNIQUE (id_number_index);

ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.review_deputies
    ADD CONSTRAINT review_deputies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviewer_columns
    ADD CONSTRAINT reviewer_columns_pkey PRIMARY KEY (post_id, column_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.terms
    ADD CONSTRAINT terms_do_not_overlap EXCLUDE USING gist (organisation_id WITH =, daterange(starts_on, ended_on, '[)'::text) WITH &&);

ALTER TABLE ONLY public.terms
    ADD CONSTRAINT terms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calendar_vacations
    ADD CONSTRAINT vacations_do_not_overlap EXCLUDE USING gist (daterange(from_on, to_on, '[]'::text) WITH &&);

ALTER TABLE ONLY public.voting_suspensions
    ADD CONSTRAINT voting_suspensions_pkey PRIMARY KEY (id);

CREATE INDEX accounts_by_slip_name ON public.accounts USING btree (lower(slip_name)) WHERE (slip_name IS NOT NULL);

CREATE UNIQUE INDEX accounts_by_username ON public.accounts USING btree (lower(username));

CREATE INDEX activity_counts_by_month ON public.activity_counts USING btree (month, branch_id) INCLUDE (kind, counted, late, confirmed, held, present, due);

CREATE INDEX article_authors_by_person ON public.article_authors USING btree (person_id, article_id);

CREATE INDEX article_lines_by_article ON public.article_lines USING btree (article_id, at);

CREATE INDEX article_pins_in_column ON public.article_pins USING btree (column_id, owner_id, to_on);

CREATE UNIQUE INDEX article_proofs_one_a_person ON public.article_signatures USING btree (round_id, proof_by) WHERE (ended_at IS NULL);

CREATE INDEX article_proofs_waiting ON public.article_proofs USING btree (person_id) WHERE (read_at IS NULL);

CREATE INDEX article_remarks_by_round ON public.article_remarks USING btree (round_id, at);

CREATE INDEX article_rounds_by_version ON public.article_rounds USING btree (article_id, version_id);

CREATE UNIQUE INDEX article_rounds_one_open ON public.article_rounds USING btree (article_id) WHERE (ended_at IS NULL);

CREATE INDEX article_rounds_to_make_up ON public.article_rounds USING btree (article_id) WHERE ((state = 'approved'::text) AND (urgent_reason IS NOT NULL) AND (made_up_at IS NULL));

CREATE INDEX article_signatures_by_person ON public.article_signatures USING btree (person_id, at DESC);

CREATE INDEX article_signatures_by_round ON public.article_signatures USING btree (round_id);

CREATE INDEX article_signatures_by_version ON public.article_signatures USING btree (version_id);

CREATE UNIQUE INDEX article_signatures_one_a_person ON public.article_signatures USING btree (round_id, person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX article_signatures_one_a_step ON public.article_signatures USING btree (round_id, step) WHERE (ended_at IS NULL);

CREATE INDEX articles_by_name ON public.articles USING btree (in_name_of, created_at DESC, id DESC);

CREATE INDEX articles_by_owner ON public.articles USING btree (owner_id, created_at DESC, id DESC);

CREATE INDEX articles_in_column ON public.articles USING btree (column_id, owner_id, published_at DESC, id DESC) WHERE ((state = 'approved'::text) AND (withdrawn_at IS NULL));

CREATE INDEX attendance_exceptions_by_branch ON public.attendance_exceptions USING btree (branch_id);

CREATE INDEX attendances_by_person ON public.attendances USING btree (person_id, meeting_id);

CREATE INDEX audit_entries_by_action ON public.audit_entries USING btree (action, at DESC, id DESC);

CREATE INDEX audit_entries_by_actor ON public.audit_entries USING btree (person_id, at DESC, id DESC) WHERE (person_id IS NOT NULL);

CREATE INDEX audit_entries_by_person ON public.audit_entries USING btree (about_person_id, at DESC, id DESC) WHERE (about_person_id IS NOT NULL);

CREATE INDEX audit_entries_by_place ON public.audit_entries USING gist (organisation_path);

CREATE INDEX audit_entries_by_subject ON public.audit_entries USING btree (subject_id, id DESC) WHERE (subject_id IS NOT NULL);

CREATE INDEX audit_entries_by_time ON public.audit_entries USING btree (at DESC, id DESC);

CREATE INDEX branch_changes_by_branch ON public.branch_changes USING btree (branch_id) INCLUDE (times);

CREATE INDEX corrections_by_person ON public.corrections USING btree (person_id, id DESC);

CREATE INDEX corrections_by_state ON public.corrections USING btree (state, id DESC);

CREATE UNIQUE INDEX corrections_one_open ON public.corrections USING btree (person_id, field) WHERE (state = 'proposed'::text);

CREATE INDEX exports_by_asker ON public.exports USING btree (asked_by, id DESC);

CREATE INDEX exports_by_organisation ON public.exports USING btree (organisation_id, id DESC);

CREATE INDEX exports_by_state ON public.exports USING btree (state, id DESC);

CREATE INDEX field_changes_by_person ON public.field_changes USING btree (person_id, id DESC);

CREATE INDEX findings_accepted ON public.findings USING btree (branch_id) WHERE (answer = 'accepted'::text);

CREATE INDEX findings_by_branch ON public.findings USING btree (branch_id, id DESC);

CREATE UNIQUE INDEX findings_one_open ON public.findings USING btree (branch_id, indicator, time_window) WHERE (state = 'open'::text);

CREATE INDEX group_memberships_by_group ON public.group_memberships USING btree (group_id, from_on);

CREATE INDEX idempotency_keys_by_time ON public.idempotency_keys USING btree (created_at);

CREATE INDEX import_rows_by_outcome ON public.import_rows USING btree (import_id, outcome, sheet, "row");

CREATE INDEX imports_by_job ON public.imports USING btree (job_id);

CREATE INDEX imports_by_time ON public.imports USING btree (id DESC);

CREATE INDEX imports_with_file ON public.imports USING btree (created_at) WHERE (file_id IS NOT NULL);

CREATE INDEX jobs_unfinished ON public.jobs USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX meeting_addenda_by_meeting ON public.meeting_addenda USING btree (meeting_id, id);

CREATE INDEX meeting_amendments_by_meeting ON public.meeting_amendments USING btree (meeting_id, id);

CREATE UNIQUE INDEX meeting_deputies_one ON public.meeting_deputies USING btree (meeting_id) WHERE (replaced_at IS NULL);

CREATE INDEX meetings_by_branch ON public.meetings USING btree (branch_id, starts_at DESC, id DESC);

CREATE INDEX meetings_by_day ON public.meetings USING btree (held_on, branch_id) WHERE (state <> 'cancelled'::text);

CREATE INDEX meetings_by_occasion ON public.meetings USING btree (occasion_id) WHERE (occasion_id IS NOT NULL);

CREATE INDEX meetings_by_time ON public.meetings USING btree (starts_at DESC, id DESC);

CREATE INDEX meetings_unfinished ON public.meetings USING btree (branch_id, state) WHERE (state = ANY (ARRAY['planned'::text, 'announced'::text, 'held'::text, 'recorded'::text]));

CREATE INDEX memberships_by_person ON public.memberships USING btree (person_id, from_on DESC);

CREATE INDEX memberships_now ON public.memberships USING btree (organisation_id) WHERE (to_on IS NULL);

CREATE INDEX memberships_on_a_day ON public.memberships USING btree (organisation_id, from_on);

CREATE INDEX notices_by_person ON public.notices USING btree (person_id, id DESC);

CREATE INDEX notices_unread ON public.notices USING btree (person_id) WHERE (read_at IS NULL);

CREATE INDEX organisation_changes_by_heir ON public.organisation_changes USING gin (related_ids) WHERE (kind = ANY (ARRAY['merged'::text, 'split'::text]));

CREATE INDEX organisation_changes_by_organisation ON public.organisation_changes USING btree (organisation_id, on_date DESC, id DESC);

CREATE INDEX organisations_by_parent ON public.organisations USING btree (parent_id);

CREATE INDEX organisations_by_path ON public.organisations USING gist (path);

CREATE UNIQUE INDEX organisations_one_root ON public.organisations USING btree (((parent_id IS NULL))) WHERE (parent_id IS NULL);

CREATE INDEX persons_by_initials ON public.persons USING btree (initials text_pattern_ops);

CREATE INDEX persons_by_name ON public.persons USING gin (name public.gin_trgm_ops);

CREATE INDEX persons_by_phone ON public.persons USING btree (phone_index) WHERE (phone_index IS NOT NULL);

CREATE INDEX persons_by_pinyin ON public.persons USING btree (pinyin, id);

CREATE UNIQUE INDEX persons_staff_number_key ON public.persons USING btree (lower(staff_number));

CREATE INDEX posts_by_organisation ON public.posts USING btree (organisation_id, from_on);

CREATE INDEX posts_by_predecessor ON public.posts USING btree (succeeds_id) WHERE (succeeds_id IS NOT NULL);

CREATE INDEX posts_now_by_person ON public.posts USING btree (person_id) WHERE (to_on IS NULL);

CREATE INDEX review_deputies_by_person ON public.review_deputies USING btree (person_id, to_on);

CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id) WHERE (revoked_at IS NULL);

CREATE TRIGGER article_lines_append_only BEFORE DELETE OR UPDATE ON public.article_lines FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER article_remarks_append_only BEFORE DELETE OR UPDATE ON public.article_remarks FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER article_versions_kept BEFORE DELETE OR UPDATE ON public.article_versions FOR EACH ROW EXECUTE FUNCTION public.keep_reviewed_versions();

CREATE TRIGGER attendances_frozen BEFORE DELETE OR UPDATE ON public.attendances FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON public.audit_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_seals_append_only BEFORE DELETE OR UPDATE ON public.audit_seals FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON public.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER field_changes_append_only BEFORE DELETE OR UPDATE ON public.field_changes FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER meeting_addenda_append_only BEFORE DELETE OR UPDATE ON public.meeting_addenda FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER meeting_amendments_frozen BEFORE DELETE OR UPDATE ON public.meeting_amendments FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_candidates_frozen BEFORE DELETE OR UPDATE ON public.meeting_candidates FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_decisions_frozen BEFORE DELETE OR UPDATE ON public.meeting_decisions FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_deputies_frozen BEFORE DELETE OR UPDATE ON public.meeting_deputies FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_items_frozen BEFORE DELETE OR UPDATE ON public.meeting_items FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_next_steps_frozen BEFORE DELETE OR UPDATE ON public.meeting_next_steps FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meeting_opinions_frozen BEFORE DELETE OR UPDATE ON public.meeting_opinions FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_opinions_frozen();

CREATE TRIGGER meeting_photos_frozen BEFORE DELETE OR UPDATE ON public.meeting_photos FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_parts_frozen();

CREATE TRIGGER meetings_confirmed_frozen BEFORE DELETE OR UPDATE ON public.meetings FOR EACH ROW EXECUTE FUNCTION public.keep_confirmed_frozen();

CREATE CONSTRAINT TRIGGER memberships_leave_groups AFTER UPDATE OF to_on ON public.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.to_on IS NULL) AND (new.to_on IS NOT NULL))) EXECUTE FUNCTION public.leave_groups_of_former_branch();

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.activity_counts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.committee_spans REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.findings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.meetings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.memberships REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.posts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_delete AFTER DELETE ON public.terms REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.activity_counts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.committee_spans REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.findings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.meetings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.memberships REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_organisation_changes();

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.posts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_insert AFTER INSERT ON public.terms REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.activity_counts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.committee_spans REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.findings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.meetings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('branch_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.memberships REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_organisation_changes();

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.persons REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_person_changes();

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.posts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER noted_on_update AFTER UPDATE ON public.terms REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_branch_changes('organisation_id');

CREATE TRIGGER organisation_changes_append_only BEFORE DELETE OR UPDATE ON public.organisation_changes FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE CONSTRAINT TRIGGER path_follows_parent AFTER INSERT OR UPDATE OF path, parent_id, number ON public.organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.hold_tree_together();

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.activity_counts
    ADD CONSTRAINT activity_counts_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.article_authors
    ADD CONSTRAINT article_authors_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);

ALTER TABLE ONLY public.article_authors
    ADD CONSTRAINT article_authors_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_lines
    ADD CONSTRAINT article_lines_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);

ALTER TABLE ONLY public.article_lines
    ADD CONSTRAINT article_lines_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.article_rounds(id);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT article_pins_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT article_pins_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.article_pins
    ADD CONSTRAINT article_pins_pinned_by_fkey FOREIGN KEY (pinned_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_proofs
    ADD CONSTRAINT article_proofs_named_by_fkey FOREIGN KEY (named_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_proofs
    ADD CONSTRAINT article_proofs_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_proofs
    ADD CONSTRAINT article_proofs_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.article_rounds(id);

ALTER TABLE ONLY public.article_proofs
    ADD CONSTRAINT article_proofs_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.article_versions(id);

ALTER TABLE ONLY public.article_remarks
    ADD CONSTRAINT article_remarks_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_remarks
    ADD CONSTRAINT article_remarks_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.article_rounds(id);

ALTER TABLE ONLY public.article_remarks
    ADD CONSTRAINT article_remarks_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.article_versions(id);

ALTER TABLE ONLY public.article_rounds
    ADD CONSTRAINT article_rounds_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);

ALTER TABLE ONLY public.article_rounds
    ADD CONSTRAINT article_rounds_article_id_version_id_fkey FOREIGN KEY (article_id, version_id) REFERENCES public.article_versions(article_id, id);

ALTER TABLE ONLY public.article_rounds
    ADD CONSTRAINT article_rounds_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_for_person_id_fkey FOREIGN KEY (for_person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_proof_by_fkey FOREIGN KEY (proof_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.article_rounds(id);

ALTER TABLE ONLY public.article_signatures
    ADD CONSTRAINT article_signatures_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.article_versions(id);

ALTER TABLE ONLY public.article_versions
    ADD CONSTRAINT article_versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);

ALTER TABLE ONLY public.article_versions
    ADD CONSTRAINT article_versions_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_id_head_id_fkey FOREIGN KEY (id, head_id) REFERENCES public.article_versions(article_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_id_shown_id_fkey FOREIGN KEY (id, shown_id) REFERENCES public.article_versions(article_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_in_name_of_fkey FOREIGN KEY (in_name_of) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.attendance_exceptions
    ADD CONSTRAINT attendance_exceptions_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.attendance_exceptions
    ADD CONSTRAINT attendance_exceptions_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.attendances
    ADD CONSTRAINT attendances_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attendances
    ADD CONSTRAINT attendances_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.audit_entries(id);

ALTER TABLE ONLY public.audit_unsealed
    ADD CONSTRAINT audit_unsealed_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.audit_entries(id);

ALTER TABLE ONLY public.branch_changes
    ADD CONSTRAINT branch_changes_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.committee_spans
    ADD CONSTRAINT committee_spans_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT corrections_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.field_changes
    ADD CONSTRAINT field_changes_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_answer_by_fkey FOREIGN KEY (answer_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_reason_by_fkey FOREIGN KEY (reason_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.group_memberships
    ADD CONSTRAINT group_memberships_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.group_memberships
    ADD CONSTRAINT group_memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.group_memberships
    ADD CONSTRAINT group_memberships_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_scope_id_fkey FOREIGN KEY (scope_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.meeting_addenda
    ADD CONSTRAINT meeting_addenda_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meeting_addenda
    ADD CONSTRAINT meeting_addenda_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_amendments
    ADD CONSTRAINT meeting_amendments_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meeting_amendments
    ADD CONSTRAINT meeting_amendments_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_candidates
    ADD CONSTRAINT meeting_candidates_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_candidates
    ADD CONSTRAINT meeting_candidates_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_decisions
    ADD CONSTRAINT meeting_decisions_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_decisions
    ADD CONSTRAINT meeting_decisions_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_deputies
    ADD CONSTRAINT meeting_deputies_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meeting_deputies
    ADD CONSTRAINT meeting_deputies_named_by_fkey FOREIGN KEY (named_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_deputies
    ADD CONSTRAINT meeting_deputies_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_items
    ADD CONSTRAINT meeting_items_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_next_steps
    ADD CONSTRAINT meeting_next_steps_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_opinions
    ADD CONSTRAINT meeting_opinions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES public.meeting_decisions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meeting_opinions
    ADD CONSTRAINT meeting_opinions_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meeting_photos
    ADD CONSTRAINT meeting_photos_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.files(id);

ALTER TABLE ONLY public.meeting_photos
    ADD CONSTRAINT meeting_photos_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meetings(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_lecturer_id_fkey FOREIGN KEY (lecturer_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_occasion_id_fkey FOREIGN KEY (occasion_id) REFERENCES public.meetings(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES public.persons(id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_recorder_id_fkey FOREIGN KEY (recorder_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.organisation_changes
    ADD CONSTRAINT organisation_changes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.posts
    ADD CONSTRAINT posts_succeeds_id_fkey FOREIGN KEY (succeeds_id) REFERENCES public.posts(id);

ALTER TABLE ONLY public.review_deputies
    ADD CONSTRAINT review_deputies_for_person_id_fkey FOREIGN KEY (for_person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.review_deputies
    ADD CONSTRAINT review_deputies_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);

ALTER TABLE ONLY public.reviewer_columns
    ADD CONSTRAINT reviewer_columns_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_post_id_fkey FOREIGN KEY (post_id) REFERENCES public.posts(id);

ALTER TABLE ONLY public.terms
    ADD CONSTRAINT terms_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);

ALTER TABLE ONLY public.voting_suspensions
    ADD CONSTRAINT voting_suspensions_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.persons(id);
