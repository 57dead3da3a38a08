/** The codes that several endpoints refuse with, named once. */
export const gone = ['meeting_cancelled', 'meeting_confirmed'] as const;
export const planning = [
  'not_secretary',
  'kind_not_open',
  'place_missing',
  'ends_before_start',
  'chair_not_member',
  'recorder_not_member',
  'no_committee',
  'branch_dissolved',
  'not_a_branch',
  'meeting_id_taken',
  'occasion_not_joined',
] as const;
export const rolling = [
  'not_recorder',
  ...gone,
  'meeting_not_announced',
  'meeting_recorded',
  'starts_in_future',
  'person_not_on_roll',
  'reason_missing',
  'ground_not_listed',
  'consent_missing',
  'meeting_vote_missing',
] as const;
export const deciding = [
  'not_recorder',
  ...gone,
  'meeting_not_held',
  'meeting_recorded',
  'vote_not_in_this_kind',
  'duplicate_matter',
  'one_candidate_at_a_time',
  'ballot_not_secret',
  'no_committee',
  'no_quorum',
  'tally_incomplete',
  'written_not_counted',
  'too_many_votes',
  'person_not_on_roll',
] as const;
export const submitting = [...rolling, ...deciding, 'meeting_not_held', 'minutes_incomplete', 'committee_too_few', 'ends_before_start'] as const;
