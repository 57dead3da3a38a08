import { newId } from '#platform/shared/ids/ids.ts';
import type { Ids } from './records.ts';
import { PASSWORD } from './scene.ts';

type Body = (ids: Ids, username: string) => Record<string, unknown>;
const act = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕12号', reason: '经校党委研究同意' };
const agenda = [{ title: '讨论年度工作' }];
const text = {
  title: '本周五开会',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请准时参加。' }] }] },
  fiveBuildings: ['organisational'],
  lastDay: '2026-12-31',
};
const plan = (ids: Ids) => ({
  branchId: ids.branchId,
  kind: 'membersMeeting',
  title: '讨论年度工作',
  startsAt: '2026-11-26T19:00:00+08:00',
  place: '明理楼 302',
  chairId: ids.chairId,
  recorderId: ids.recorderId,
});
const record = (ids: Ids) => ({ items: [{ title: '讨论年度工作', points: '同意计划。' }], roll: [{ personId: ids.personId, status: 'present' }] });

/**
 * Bodies that an example cannot give, because who may send them depends on what they say, or because they name rows. Where
 * there are several, each is asked, and the table shows them apart when they differ.
 */
export const bodies: Readonly<Record<string, Body | Readonly<Record<string, Body>>>> = {
  'accounts.signIn': (_ids, username) => ({ username, password: PASSWORD }),
  'accounts.changePassword': () => ({ current: PASSWORD, password: 'another-lanchuan-2026' }),
  'accounts.choosePost': () => ({ postId: null }),
  'accounts.issueStartCodes': {
    byOrganisation: (ids) => ({ organisationId: ids.organisationId, onlyNew: false }),
    byPerson: (ids) => ({ personIds: [ids.personId], onlyNew: false }),
  },
  'organisations.found': {
    branch: (ids) => ({
      parentId: ids.parentId,
      kind: 'branch',
      name: '新设党支部',
      code: null,
      composition: 'undergraduate',
      department: null,
      ...act,
    }),
    group: (ids) => ({ parentId: ids.parentId, kind: 'group', name: '第三党小组', code: null, composition: null, department: null, ...act }),
  },
  'organisations.merge': (ids) => ({ sourceIds: [ids.organisationId, ids.organisationId], intoId: ids.organisationId, made: null, ...act }),
  'organisations.split': (ids) => ({
    parts: [
      { made: null, memberIds: [ids.personId] },
      { made: { name: '新支部', code: null, composition: 'undergraduate' }, memberIds: [] },
    ],
    ...act,
  }),
  'organisations.correct': () => ({ note: '补正', reason: '补正' }),
  'organisations.extendTerm': () => ({ to: '2027-06-30', documentNumber: act.documentNumber }),
  'organisations.appoint': {
    secretary: (ids) => ({ personId: ids.personId, post: 'secretary', from: '2026-11-20', documentNumber: act.documentNumber }),
    publicityOfficer: (ids) => ({ personId: ids.personId, post: 'publicityOfficer', from: '2026-11-20' }),
    administrator: (ids) => ({ personId: ids.personId, post: 'administrator', from: '2026-11-20' }),
  },
  'articles.beginArticle': (ids) => ({ id: newId(), columnId: 'branch-notices', ownerId: ids.organisationId, inNameOf: ids.organisationId, ...text }),
  'articles.saveArticle': () => text,
  'articles.sendBack': () => ({ step: 'final', remarks: [{ text: '请写明地点。' }] }),
  'articles.signStep': () => ({ step: 'final', sha256: 'a'.repeat(64), proofRead: true }),
  'articles.nameProofReader': (ids) => ({ step: 'final', personId: ids.toPersonId }),
  'articles.setReviewerColumns': () => ({ columns: [] }),
  'meetings.planMeeting': (ids) => ({ id: newId(), ...plan(ids), agenda }),
  'meetings.recordMeeting': (ids) => ({ id: newId(), ...plan(ids), startsAt: '2026-11-23T19:00:00+08:00', ...record(ids) }),
  'meetings.editMeeting': () => ({ title: '改了的题目' }),
  'meetings.takeRoll': (ids) => ({ roll: [{ personId: ids.personId, status: 'present' }] }),
  'meetings.recordDecision': () => ({ matter: '通过年度工作计划二', vote: 'ordinary', tally: { yes: 3, no: 0, abstain: 0 } }),
  'meetings.decideAmendment': () => ({ accepted: false, reason: '与会议情况不符' }),
};
