import { sentences } from '#platform/shared/sentences/sentences.ts';

/** Every "no" about branch health and its findings, in both languages. */
export const healthSentences = sentences({
  not_in_scope: { kind: 'forbidden', zh: '这个支部不在您现在的职务范围内。', en: 'This branch is outside your present post.' },
  not_branch_officer: {
    kind: 'forbidden',
    zh: '说明情况由本支部的书记、副书记或委员办理。',
    en: "The reason is sent by the branch's secretary, deputy or committee members.",
  },
  not_level_above: {
    kind: 'forbidden',
    zh: '采纳和退回由支部的上级党组织办理。',
    en: 'A reason is accepted or returned by the level above the branch.',
  },
  not_shown_yet: {
    kind: 'not_found',
    zh: '支部先看到，七天后还没办妥的，上级才看到。',
    en: 'The branch sees it first; the level above after seven days, if it is not mended.',
  },
  not_a_branch: { kind: 'invalid', zh: '只有党支部和直属党支部有健康状况。', en: 'Only branches and direct branches have a health.' },
  period_unknown: {
    kind: 'invalid',
    zh: '“{period}”不是时期，请写成 2026、2026-Q3 或 2026-09。',
    en: '"{period}" is not a period. Write 2026, 2026-Q3 or 2026-09.',
  },
  period_not_begun: {
    kind: 'invalid',
    zh: '{period} 还没有开始，请选今天或更早的时期。',
    en: '{period} has not begun. Choose the present or an earlier period.',
  },
  finding_closed: { kind: 'conflict', zh: '这一项已经办结，不用再说明。', en: 'This finding is closed; nothing more is needed.' },
  reason_missing: { kind: 'invalid', zh: '请写明没有召开的原因。', en: 'State why it was not held.' },
  reason_too_long: {
    kind: 'invalid',
    zh: '说明最多 {most} 字，现在是 {count} 字。',
    en: 'A reason has at most {most} characters; this has {count}.',
  },
  already_explained: { kind: 'conflict', zh: '说明已经送上，正等上级采纳。', en: 'A reason was sent already and waits for the level above.' },
  not_explained: { kind: 'conflict', zh: '支部还没有说明情况，暂时没有可采纳的内容。', en: 'The branch has not sent a reason yet.' },
  already_answered: { kind: 'conflict', zh: '这条说明已经答复过了。', en: 'This reason has been answered already.' },
  remark_missing: { kind: 'invalid', zh: '退回时请写一句原因，支部好据此修改。', en: 'Say why it is returned, so that the branch can mend it.' },
  settings_overlap: {
    kind: 'conflict',
    zh: '从 {from} 起已有一版口径，请另选日期。',
    en: 'A version of the measures holds from {from} already. Choose another day.',
  },
  rebuild_running: { kind: 'conflict', zh: '健康状况正在重新计算，请等这一次做完。', en: 'Health is being rebuilt. Wait for it to finish.' },
  own_reason: {
    kind: 'forbidden',
    zh: '自己送的说明请由上级的其他同志答复。',
    en: 'A reason that you sent yourself is answered by someone else of the level above.',
  },
  no_reason_to_withdraw: { kind: 'conflict', zh: '没有待采纳的说明可以撤回。', en: 'There is no reason waiting that could be withdrawn.' },
  not_organisation_department: {
    kind: 'forbidden',
    zh: '统计口径由学校党委组织部设置。',
    en: "The measures are set by the university's organisation department.",
  },
  settings_in_past: {
    kind: 'invalid',
    zh: '新口径从今天（{today}）或以后起用，已经过去的时期仍按当时的口径。',
    en: 'New measures hold from today ({today}) or later; past periods keep the measures of their time.',
  },
  settings_unordered: {
    kind: 'invalid',
    zh: '“完成”的比例不能低于“待完成”的比例，支委人数的下限不能高于上限。',
    en: 'The share for "met" is not below that for "due", and the fewest members of a committee not above the most.',
  },
});
