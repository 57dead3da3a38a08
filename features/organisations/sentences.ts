import { sentences } from '#platform/shared/sentences/sentences.ts';

/** Every "no" about organisations, posts and terms, in both languages. */
export const organisationSentences = sentences({
  not_in_scope: {
    kind: 'forbidden',
    zh: '这个组织不在您现在的职务范围内。需要时可以请它的上级办理。',
    en: 'This organisation is outside your present post. Ask the level above it.',
  },
  organisation_dissolved: {
    kind: 'gone',
    zh: '这个组织已于 {on} 撤销，记录仍可查看，不能再改。',
    en: 'This organisation was dissolved on {on}. Its records can be read and no longer changed.',
  },
  reason_missing: { kind: 'invalid', zh: '请写明原因，它会留在历史里。', en: 'State the reason; it stays in the history.' },
  document_missing: { kind: 'invalid', zh: '请填写批准文件的文号。', en: 'Give the number of the approving document.' },
  day_in_future: {
    kind: 'invalid',
    zh: '{day} 还没有到，请填写已经生效的日期。',
    en: '{day} has not come yet. Give the day on which it took effect.',
  },
  day_before_founding: {
    kind: 'invalid',
    zh: '{day} 早于成立日期 {founded}，请核对。',
    en: '{day} is before the founding on {founded}. Check the day.',
  },
  wrong_parent: {
    kind: 'invalid',
    zh: '这类组织不能设在所选的上级下面，请另选上级或类别。',
    en: 'An organisation of this kind cannot stand under that parent. Choose another parent or kind.',
  },
  parent_unchanged: { kind: 'conflict', zh: '它已经在这个上级下面，不用调整。', en: 'It stands under this parent already.' },
  under_itself: {
    kind: 'invalid',
    zh: '不能把组织移到它自己或它的下级下面，请另选上级。',
    en: 'An organisation cannot stand under itself or beneath its own. Choose another parent.',
  },
  root_stays: {
    kind: 'conflict',
    zh: '学校党委是组织架构的起点，不能移动或撤销。',
    en: "The university's committee is the root of the tree; it is neither moved nor dissolved.",
  },
  code_taken: { kind: 'conflict', zh: '这个组织编码已经在用，请换一个。', en: 'This code is in use. Choose another.' },
  code_not_under_parent: {
    kind: 'invalid',
    zh: '组织编码 {code} 应为上级编码 {parent} 后加两位数字，请核对，或留空由系统编号。',
    en: 'The code {code} must be the parent’s code {parent} followed by two digits. Check it, or leave it empty to be given the next one.',
  },
  parent_without_code: {
    kind: 'conflict',
    zh: '上级党组织还没有组织编码。请先在上级的页面上补正编码，再办这一步。',
    en: 'The organisation above has no code yet. Give it one on its page first.',
  },
  codes_used_up: {
    kind: 'conflict',
    zh: '编码 {parent} 下的两位数字已经用完，请另选上级。',
    en: 'The two digits beneath code {parent} are used up. Choose another parent.',
  },
  units_misplaced: {
    kind: 'invalid',
    zh: '只有联合党支部填写单位数，请清空这一项。',
    en: 'Only joint branches have a number of units. Clear this field.',
  },
  name_unchanged: { kind: 'invalid', zh: '新名称与现在的相同。', en: 'The new name is the present one.' },
  composition_missing: {
    kind: 'invalid',
    zh: '请选择支部类型：教职工、本科生、研究生、离退休、混合、联合或临时。',
    en: 'Choose the composition of the branch.',
  },
  composition_misplaced: { kind: 'invalid', zh: '只有党支部填写支部类型，请清空这一项。', en: 'Only branches have a composition. Clear this field.' },
  duty_missing: { kind: 'invalid', zh: '党委部门要选择部门职责，其他组织不填。', en: 'A department needs its duty; other organisations have none.' },
  has_children: {
    kind: 'conflict',
    zh: '下面还有 {count} 个组织，先调整或撤销它们，再撤销这一个。',
    en: '{count} organisations still stand under it. Move or dissolve them first.',
  },
  has_members: {
    kind: 'conflict',
    zh: '还有 {count} 名党员的组织关系在这里，先转到别的支部，再撤销。',
    en: '{count} members still belong here. Transfer them first.',
  },
  not_branches: { kind: 'invalid', zh: '合并和拆分只用于党支部。', en: 'Only branches are merged or split.' },
  too_few_to_merge: { kind: 'invalid', zh: '合并至少要选两个党支部。', en: 'Choose at least two branches to merge.' },
  merge_twice: { kind: 'invalid', zh: '同一个党支部选了两次，请去掉一个。', en: 'A branch was chosen twice. Take one away.' },
  too_few_parts: { kind: 'invalid', zh: '拆分后至少是两个党支部。', en: 'A split makes at least two branches.' },
  member_in_two_parts: {
    kind: 'invalid',
    zh: '有 {count} 名党员分到了两个支部，每人只能在一个。',
    en: '{count} members were placed in two branches. Place each in one.',
  },
  members_left_over: {
    kind: 'invalid',
    zh: '还有 {count} 名党员没有分到支部，请全部分好再保存。',
    en: '{count} members have no place yet. Place everyone before saving.',
  },
  member_not_here: {
    kind: 'invalid',
    zh: '有 {count} 名党员不在这个支部，请从名单里去掉。',
    en: '{count} of these members do not belong to this branch. Take them off the list.',
  },
  second_secretary: {
    kind: 'conflict',
    zh: '从 {from} 起已有书记在任，先填写其离任日期。',
    en: 'A secretary has been in office since {from}. Record the last day first.',
  },
  not_full_member: {
    kind: 'invalid',
    zh: '这个职务由正式党员担任，所选的人现在不是正式党员。',
    en: 'This post is held by full members; this person is not one now.',
  },
  post_not_here: { kind: 'invalid', zh: '这类组织不设这个职务，请另选职务。', en: 'An organisation of this kind has no such post. Choose another.' },
  already_held: { kind: 'conflict', zh: '此人从 {from} 起已担任这个职务。', en: 'This person has held the post since {from}.' },
  post_ended: { kind: 'conflict', zh: '这个职务已于 {on} 结束。', en: 'This post ended on {on}.' },
  post_not_ending: {
    kind: 'conflict',
    zh: '这个职务没有待生效的离任，不用撤回。',
    en: 'No end of this post is planned; there is nothing to take back.',
  },
  span_reversed: {
    kind: 'invalid',
    zh: '结束日期 {to} 早于开始日期 {from}，请核对。',
    en: 'It ends on {to}, before it begins on {from}. Check the days.',
  },
  committee_span_overlaps: {
    kind: 'conflict',
    zh: '从 {from} 起已设有委员会，请先填写它的结束日期。',
    en: 'A committee has existed since {from}. Record its last day first.',
  },
  term_overlaps: {
    kind: 'conflict',
    zh: '与从 {from} 开始的一届重叠，请核对开始日期。',
    en: 'This overlaps the term that began on {from}. Check the first day.',
  },
  no_term_here: {
    kind: 'invalid',
    zh: '党小组和党委部门不换届，没有任期。请在它的上级记录。',
    en: 'Groups and departments hold no elections and have no terms. Record the term of the organisation above.',
  },
  temporary_no_election: {
    kind: 'invalid',
    zh: '临时党支部不换届，书记和委员由批准成立它的党组织指定（《支部工作条例》第八条）。请直接任职。',
    en: 'A temporary branch holds no elections: secretary and committee are appointed by the organisation that approved it (art. 8). Appoint them directly.',
  },
  measures_unordered: {
    kind: 'invalid',
    zh: '设党委的人数应多于设党总支的人数，请核对。',
    en: 'A committee takes more members than a general branch. Check the numbers.',
  },
  term_years: { kind: 'invalid', zh: '任期应为 1 至 5 年，这里写的是 {years}。', en: 'A term is of 1 to 5 years; this says {years}.' },
  term_ended: { kind: 'conflict', zh: '这一届已于 {on} 结束，不能再延期。', en: 'This term ended on {on} and cannot be extended.' },
  extension_not_later: { kind: 'invalid', zh: '延期应晚于 {end}，这里写的是 {day}。', en: 'An extension must end after {end}; this says {day}.' },
  not_organisation_department: {
    kind: 'forbidden',
    zh: '组织架构由学校党委组织部调整。需要调整时可以请组织部办理。',
    en: "The tree is changed by the organisation department of the university's committee. Ask it for the change.",
  },
  not_level_above: {
    kind: 'forbidden',
    zh: '这一步由上级党组织办理，请联系上级的组织员或书记。',
    en: 'The level above does this. Ask its organiser or secretary.',
  },
  not_department: {
    kind: 'forbidden',
    zh: '责任清单由各部门自己维护，或由组织部代改。',
    en: 'Each department keeps its own list of duties; the organisation department may change it too.',
  },
  not_a_branch: { kind: 'invalid', zh: '这一项只用于党支部，请另选党支部。', en: 'This applies to branches only. Choose a branch.' },
  not_a_department: {
    kind: 'invalid',
    zh: '只有党委部门有责任清单，请另选部门。',
    en: 'Only departments keep a list of duties. Choose a department.',
  },
  not_branch_officer: {
    kind: 'forbidden',
    zh: '党小组由本支部书记、副书记或组织委员编排，请联系他们。',
    en: 'Groups are arranged by the branch’s secretary, deputy or organisation officer. Please ask them.',
  },
  not_a_group: { kind: 'invalid', zh: '这不是党小组，请选一个党小组。', en: 'This is not a group. Choose a group of the branch.' },
  already_in_group: {
    kind: 'conflict',
    zh: '所选的人里有从 {from} 起已编入党小组的，请核对后再选。',
    en: 'One of these members has belonged to a group since {from}. Check the choice.',
  },
  person_not_here: {
    kind: 'invalid',
    zh: '所选的人不在这个支部，请从支部名单里选。',
    en: 'This person does not belong to the branch. Choose from its members.',
  },
  committee_span_ended: { kind: 'conflict', zh: '这个委员会已于 {on} 结束。', en: 'This committee ended on {on}.' },
  exception_overlaps: {
    kind: 'conflict',
    zh: '此人这段时间已有一条记录，请先填写它的结束日期。',
    en: 'This person has a record for that time already. Record its last day first.',
  },
  record_ended: { kind: 'conflict', zh: '这条记录已于 {on} 结束。', en: 'This record ended on {on}.' },
});
