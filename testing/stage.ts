import { hash } from '@node-rs/argon2';
import { accounts } from '#features/accounts/contract.ts';
import { calendar } from '#features/calendar/contract.ts';
import { health } from '#features/health/contract.ts';
import { jobs } from '#features/jobs/contract.ts';
import { meetings } from '#features/meetings/contract.ts';
import { writeRoster } from '#features/members/api/workbook/write-roster.ts';
import { members } from '#features/members/contract.ts';
import { checkCharacter } from '#features/members/id-number.ts';
import { notices } from '#features/notices/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { groups } from '#features/organisations/groups-contract.ts';
import type { Endpoint, Request } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from './client.ts';
import { sessionOf } from './matrix/scene.ts';
import { openMeetingScene } from './meeting-scene.ts';
import { numbered, type Place, signInDirectly } from './people.ts';
import { drain, kept, upload } from './roster-scene.ts';
import { articleCommands } from './stage-articles.ts';

/** A command in a state in which it can be done, and what else may be sent under its key. */
export type Ready = {
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly request: Readonly<Record<string, unknown>>;
  readonly version?: number;
  readonly file?: { name: string; bytes: Buffer };
  /** Another request that its key must not stand for; where it is absent, another row is named. */
  readonly other?: Readonly<Record<string, unknown>>;
  readonly otherFile?: { name: string; bytes: Buffer };
};
export type Prepare = () => Promise<Ready>;

export const PASSWORD = 'lanchuan-2026-stage';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const ACT = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕12号', reason: '经校党委研究同意' };
const MORNING = '2026-11-24T10:00:00+08:00';

/** One university on which every command of the product can be brought into the state in which it is done, as often as one likes. */
export async function openStage() {
  const scene = await openMeetingScene();
  const { world, university, people } = scene;
  const { db } = world;
  const department = await university.as('department');
  const secretary = await university.as('secretary');
  const officer = await university.as('officer');
  let serial = 0;
  const unique = () => {
    serial += 1;
    return String(serial).padStart(6, '0');
  };

  const ok = async <E extends Endpoint>(client: Client, endpoint: E, request: Request<E>, options: Parameters<Client['ask']>[2] = {}) => {
    const answer = await client.ask(endpoint, request, options);
    if (answer.status >= 300) throw new Error(`${endpoint.path} was not prepared: ${answer.status} ${JSON.stringify(answer.problem)}`);
    return answer.body;
  };
  const signedIn = async (accountId: string) => {
    const client = world.client();
    await signInDirectly(world, client, accountId);
    return client;
  };
  const someone = async (at: Place | null = university.branch, category = 'full', posts: { kind: string; at: Place }[] = []) => {
    serial += 1;
    const person = await university.person(`林${serial}`, at, category, posts);
    return { ...person, client: await signedIn(person.accountId) };
  };
  const withPassword = async () => {
    const person = await someone();
    await db
      .updateTable('accounts')
      .set({ passwordHash: await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 }) })
      .where('id', '=', person.accountId)
      .execute();
    return person;
  };
  /** A place of its own, beside those that everybody works in. */
  const place = async (kind: 'branch' | 'committee', parent: Place): Promise<Place & { code: string; version: number }> => {
    const id = newId();
    const name = `${kind === 'branch' ? '支部' : '学院党委'}${unique()}`;
    const code = `01${unique()}`;
    const { number, path } = await numbered(db, parent);
    const { version } = await db
      .insertInto('organisations')
      .values({
        id,
        number,
        code,
        name,
        kind,
        parentId: parent.id,
        path,
        foundedOn: '2024-03-01',
        recordsSince: '2024-03-01',
        composition: kind === 'branch' ? 'undergraduate' : null,
      })
      .returning('version')
      .executeTakeFirstOrThrow();
    return { id, name, path, code, version };
  };
  const branch = () => place('branch', university.school);
  const group = async () =>
    (await ok(secretary, organisations.found, { parentId: university.branch.id, kind: 'group', name: `第${unique()}党小组`, ...ACT })).id;
  const findingOf = async (more: Record<string, unknown> = {}) => {
    const at = await branch();
    const id = newId();
    await db
      .insertInto('findings')
      .values({ id, branchId: at.id, indicator: 'members_meetings', timeWindow: '2026-Q3', shownOn: '2026-11-20', ...more })
      .execute();
    return { id, officer: await someone(at, 'full', [{ kind: 'secretary', at }]) };
  };
  const correction = async () => {
    const person = await someone();
    const made = await ok(person.client, members.proposeCorrection, { field: 'email', value: `${newId()}@example.cn`, reason: '换了邮箱' });
    return { ...made, by: person.client };
  };
  const checkedImport = async () => {
    await drain(world);
    const begun = await upload(department, await rosterOf(100 + ((serial += 2) % 400) * 2 + 1), '名册.xlsx');
    if (begun.status !== 200) throw new Error(`not begun: ${JSON.stringify(begun.problem)}`);
    await drain(world);
    const view = await ok(department, members.getImport, { importId: begun.body.id });
    if (view.proposals.length === 0) return view;
    const answers = Object.fromEntries(view.proposals.map((one) => [one.code, (one.composition ?? 'mixed') as 'mixed']));
    return ok(department, members.answerProposals, { importId: view.id, answers }, { version: view.version });
  };
  const askedFor = async () => {
    for (let i = 0; i < 60 && (await db.selectFrom('memberships').select('id').execute()).length < 60; i += 1)
      await university.person(`众${i}`, university.sibling);
    const exported = await ok(await university.as('department'), members.requestExport, {
      organisationId: university.root.id,
      withPersonal: true,
      reason: '年度统计核对',
    });
    return exported;
  };
  const noticeFor = async () => {
    const person = await someone();
    const id = newId();
    await db
      .insertInto('notices')
      .values({
        id,
        personId: person.id,
        kind: 'meeting_announced',
        params: JSON.stringify({ title: '会', branch: '支部', startsAt: MORNING, place: '室' }),
        link: '/meetings/x',
        at: world.clock.now(),
      })
      .execute();
    return { id, client: person.client };
  };
  const exceptionOf = async () => {
    const person = await someone();
    await ok(secretary, organisations.recordException, {
      organisationId: university.branch.id,
      personId: person.id,
      ground: 'abroad',
      reason: '公派',
      from: '2026-11-01',
      to: null,
    } as never);
    return (await db.selectFrom('attendanceExceptions').select('id').where('personId', '=', person.id).executeTakeFirstOrThrow()).id;
  };
  const suspensionOf = async () => {
    const person = await someone();
    await ok(department, organisations.recordSuspension, {
      organisationId: university.branch.id,
      personId: person.id,
      ground: 'onPartyProbation',
      from: '2026-11-01',
      to: null,
    });
    return (await db.selectFrom('votingSuspensions').select('id').where('personId', '=', person.id).executeTakeFirstOrThrow()).id;
  };
  /** Held, and everybody is in the room. */
  const gathered = async () => {
    const meeting = await scene.held();
    const roll = scene.allPresent(meeting.roll.map((row) => row.personId));
    return ok(officer, meetings.takeRoll, { meetingId: meeting.id, roll }, { version: meeting.version });
  };
  const tallyOf = (meeting: { roll: readonly { mayVote: boolean }[] }) => ({
    yes: meeting.roll.filter(({ mayVote }) => mayVote).length,
    no: 0,
    abstain: 0,
  });
  const decided = async () => {
    const meeting = await gathered();
    const view = await ok(officer, meetings.recordDecision, {
      meetingId: meeting.id,
      matter: '通过年度工作计划',
      vote: 'ordinary',
      tally: tallyOf(meeting),
    });
    return { meetingId: meeting.id, decisionId: view.decisions[0]?.id };
  };
  const amended = async () => {
    const meeting = await scene.recorded();
    const view = await ok(await university.as('member'), meetings.proposeAmendment, { meetingId: meeting.id, text: '请补上志愿服务的时间。' });
    return { meetingId: meeting.id, amendmentId: view.amendments[0]?.id };
  };
  const pictured = async () => {
    const meeting = await scene.held();
    const view = await ok(officer, meetings.addPhoto, { meetingId: meeting.id, caption: '会场' }, { file: { name: 'a.png', bytes: PICTURE } });
    return { meetingId: meeting.id, fileId: view.photos[0]?.id };
  };
  const confirmed = async () => {
    const meeting = await scene.recorded();
    scene.at('2026-12-08T09:00:00+08:00');
    return ok(secretary, meetings.confirmMinutes, { meetingId: meeting.id });
  };

  /** By the name of the operation. */
  const commands: Readonly<Record<string, Prepare>> = {
    ...articleCommands(world, university, { ok, secretary, officer }),
    'accounts.signOut': async () => ({ client: (await someone()).client, endpoint: accounts.signOut, request: {} }),
    'accounts.choosePost': async () => ({
      client: (await someone(university.branch, 'full', [{ kind: 'treasurer', at: university.branch }])).client,
      endpoint: accounts.choosePost,
      request: { postId: null },
    }),
    'accounts.changePassword': async () => ({
      client: (await withPassword()).client,
      endpoint: accounts.changePassword,
      request: { current: PASSWORD, password: `another-lanchuan-${unique()}` },
    }),
    'accounts.setLanguage': async () => ({ client: (await someone()).client, endpoint: accounts.setLanguage, request: { language: 'en' } }),
    'accounts.endSession': async () => {
      const person = await someone();
      return { client: person.client, endpoint: accounts.endSession, request: { sessionId: await sessionOf(world, person.accountId) } };
    },
    'accounts.signOutEverywhere': async () => ({ client: (await someone()).client, endpoint: accounts.signOutEverywhere, request: {} }),
    'accounts.issueStartCodes': async () => ({
      client: secretary,
      endpoint: accounts.issueStartCodes,
      request: { personIds: [(await someone()).id], onlyNew: false },
      other: { personIds: [people.member.id], onlyNew: false },
    }),
    'accounts.disableAccount': async () => ({
      client: department,
      endpoint: accounts.disableAccount,
      request: { accountId: (await someone()).accountId, reason: '离校' },
      other: { accountId: people.activist.accountId, reason: '离校' },
    }),
    'accounts.enableAccount': async () => {
      const person = await someone();
      await ok(department, accounts.disableAccount, { accountId: person.accountId, reason: '离校' });
      return {
        client: department,
        endpoint: accounts.enableAccount,
        request: { accountId: person.accountId, reason: '返校' },
        other: { accountId: person.accountId, reason: '另一个理由' },
      };
    },
    'organisations.found': async () => {
      const parent = await place('committee', university.root);
      const request = {
        parentId: parent.id,
        kind: 'branch',
        name: `支部${unique()}`,
        code: `${parent.code}01`,
        composition: 'graduate',
        department: null,
        ...ACT,
      };
      return { client: department, endpoint: organisations.found, request, other: { ...request, name: '另一个支部' } };
    },
    'organisations.rename': async () => {
      const request = { organisationId: (await branch()).id, name: '改了名的支部', ...ACT };
      return { client: department, endpoint: organisations.rename, request, other: { ...request, name: '另一个名字' } };
    },
    'organisations.move': async () => {
      const request = { organisationId: (await branch()).id, parentId: university.other.id, ...ACT };
      return { client: department, endpoint: organisations.move, request, other: { ...request, parentId: university.root.id } };
    },
    'organisations.merge': async () => {
      const [one, two] = [await branch(), await branch()];
      const request = { sourceIds: [one.id], intoId: two.id, made: null, ...ACT };
      return { client: department, endpoint: organisations.merge, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.split': async () => {
      const at = await branch();
      const [one, two] = [await someone(at), await someone(at)];
      const request = {
        organisationId: at.id,
        parts: [
          { made: null, memberIds: [one.id] },
          { made: { name: `新支部${unique()}`, code: null, composition: 'undergraduate' }, memberIds: [two.id] },
        ],
        ...ACT,
      };
      return { client: department, endpoint: organisations.split, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.dissolve': async () => {
      const request = { organisationId: (await branch()).id, ...ACT };
      return { client: department, endpoint: organisations.dissolve, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.correct': async () => {
      const at = await branch();
      return {
        client: department,
        endpoint: organisations.correct,
        request: { organisationId: at.id, note: '补正', reason: '补正' },
        version: at.version,
      };
    },
    'organisations.setTerm': async () => {
      const request = { organisationId: (await branch()).id, startsOn: '2026-11-20', years: 3, number: 1, documentNumber: ACT.documentNumber };
      return { client: department, endpoint: organisations.setTerm, request, other: { ...request, years: 4 } };
    },
    'organisations.extendTerm': async () => {
      const at = await ok(department, organisations.setTerm, {
        organisationId: (await branch()).id,
        startsOn: '2026-11-20',
        years: 3,
        documentNumber: ACT.documentNumber,
      });
      const request = { termId: at.term?.id, to: '2030-06-30', documentNumber: ACT.documentNumber };
      return { client: department, endpoint: organisations.extendTerm, request, other: { ...request, to: '2030-07-31' } };
    },
    'organisations.formCommittee': async () => {
      const request = { organisationId: (await branch()).id, from: '2026-11-20' };
      return { client: department, endpoint: organisations.formCommittee, request, other: { ...request, from: '2026-11-21' } };
    },
    'organisations.endCommittee': async () => {
      const at = await ok(department, organisations.formCommittee, { organisationId: (await branch()).id, from: '2026-11-10' });
      const request = { spanId: at.committeeSpans[0]?.id, on: '2026-11-20' };
      return { client: department, endpoint: organisations.endCommittee, request, other: { ...request, on: '2026-11-21' } };
    },
    'organisations.appoint': async () => {
      const at = await branch();
      const request = {
        organisationId: at.id,
        personId: (await someone(at)).id,
        post: 'secretary',
        from: '2026-11-20',
        documentNumber: ACT.documentNumber,
      };
      return { client: department, endpoint: organisations.appoint, request, other: { ...request, from: '2026-11-21' } };
    },
    'organisations.endPost': async () => {
      const at = await branch();
      const person = await someone(at, 'full', [{ kind: 'secretary', at }]);
      const { id } = await db.selectFrom('posts').select('id').where('personId', '=', person.id).executeTakeFirstOrThrow();
      const request = { postId: id, on: '2026-11-24', reason: '工作调动' };
      return { client: department, endpoint: organisations.endPost, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.handOver': async () => {
      const at = await branch();
      const person = await someone(at, 'full', [{ kind: 'secretary', at }]);
      const { id } = await db.selectFrom('posts').select('id').where('personId', '=', person.id).executeTakeFirstOrThrow();
      const request = { postId: id, toPersonId: (await someone(at)).id, on: '2026-11-24', documentNumber: ACT.documentNumber, reason: '工作调动' };
      return { client: department, endpoint: organisations.handOver, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.placeInGroup': async () => {
      const request = { organisationId: await group(), personIds: [(await someone()).id], from: '2026-11-20' };
      return { client: secretary, endpoint: groups.placeInGroup, request, other: { ...request, from: '2026-11-21' } };
    },
    'organisations.leaveGroup': async () => {
      const personId = (await someone()).id;
      const placed = await ok(secretary, groups.placeInGroup, { organisationId: await group(), personIds: [personId], from: '2026-11-20' });
      const groupMemberId = placed.items.flatMap((one) => one.members ?? []).find((one) => one.personId === personId)?.id;
      const request = { groupMemberId, on: '2026-11-24' };
      return { client: secretary, endpoint: groups.leaveGroup, request, other: { ...request, on: '2026-11-23' } };
    },
    'organisations.setDuties': async () => {
      const { version } = await ok(department, organisations.organisation, { organisationId: university.department.id });
      return {
        client: department,
        endpoint: organisations.setDuties,
        request: { organisationId: university.department.id, duties: [{ title: `检查${unique()}`, clock: '每季度', basis: '条例' }] },
        version,
      };
    },
    'organisations.changeMeasures': async () => {
      const { version, termYears, schoolCommitteeFrom, schoolGeneralBranchFrom, secretaryStandingYears } = await ok(
        department,
        organisations.measures,
        {},
      );
      serial += 1;
      const request = { termYears, schoolCommitteeFrom, schoolGeneralBranchFrom, secretaryStandingYears, unitsOfJointBranch: 2 + (serial % 8) };
      return { client: department, endpoint: organisations.changeMeasures, request, version };
    },
    'organisations.recordException': async () => {
      const request = {
        organisationId: university.branch.id,
        personId: (await someone()).id,
        ground: 'abroad',
        reason: '公派',
        from: '2026-11-01',
        to: null,
      };
      return { client: secretary, endpoint: organisations.recordException, request, other: { ...request, reason: '另一个理由' } };
    },
    'organisations.endException': async () => {
      const request = { exceptionId: await exceptionOf(), on: '2026-11-20' };
      return { client: secretary, endpoint: organisations.endException, request, other: { ...request, on: '2026-11-21' } };
    },
    'organisations.recordSuspension': async () => {
      const request = {
        organisationId: university.branch.id,
        personId: (await someone()).id,
        ground: 'onPartyProbation',
        from: '2026-11-01',
        to: null,
      };
      return { client: department, endpoint: organisations.recordSuspension, request, other: { ...request, from: '2026-11-02' } };
    },
    'organisations.endSuspension': async () => {
      const request = { suspensionId: await suspensionOf(), on: '2026-11-20' };
      return { client: department, endpoint: organisations.endSuspension, request, other: { ...request, on: '2026-11-21' } };
    },
    'calendar.previewCalendar': async () => {
      const request = { year: '2026', fill: true, vacations: [{ name: '寒假', from: '2026-01-19', to: '2026-02-28' }], days: [] };
      return { client: department, endpoint: calendar.previewCalendar, request, other: { ...request, fill: false } };
    },
    'calendar.setCalendar': async () => {
      const { version } = await ok(department, calendar.calendar, { year: '2026' });
      const last = 10 + (serial % 18);
      serial += 1;
      return {
        client: department,
        endpoint: calendar.setCalendar,
        request: {
          year: '2026',
          fill: true,
          vacations: [{ name: '寒假', from: '2026-01-19', to: `2026-02-${last}` }],
          days: [],
          basis: '岚大校历〔2026〕1号',
        },
        version,
      };
    },
    'calendar.setVacationBranches': async () => {
      const { vacationBranches } = await ok(department, calendar.calendar, { year: '2026' });
      return {
        client: department,
        endpoint: calendar.setVacationBranches,
        request: { mixed: !vacationBranches.mixed, joint: vacationBranches.joint },
        version: vacationBranches.version,
      };
    },
    'jobs.cancelJob': async () => {
      const jobId = await db
        .transaction()
        .execute((tx) => world.running.services.jobs.queue(tx as never, 'stage.none', {}, people.department.accountId, world.clock.now()));
      return { client: department, endpoint: jobs.cancelJob, request: { jobId } };
    },
    'members.revealField': async () => {
      const person = await someone();
      const { crypto } = world.running.services;
      const phone = `199${String(20_000_000 + (serial += 1))}`;
      await db
        .updateTable('persons')
        .set({ phoneSealed: crypto.seal(phone), phoneIndex: crypto.blindIndex(phone), phoneLast: phone.slice(-4) })
        .where('id', '=', person.id)
        .execute();
      const request = { personId: person.id, field: 'phone', reason: '联系本人确认组织关系' };
      return { client: secretary, endpoint: members.revealField, request, other: { ...request, reason: '另一个理由' } };
    },
    'members.confirmMyFile': async () => ({ client: (await someone()).client, endpoint: members.confirmMyFile, request: {} }),
    'members.proposeCorrection': async () => {
      const request = { field: 'email', value: `${newId()}@example.cn`, reason: '换了邮箱' };
      return { client: (await someone()).client, endpoint: members.proposeCorrection, request, other: { ...request, reason: '另一个理由' } };
    },
    'members.withdrawCorrection': async () => {
      const { id, by } = await correction();
      return { client: by, endpoint: members.withdrawCorrection, request: { correctionId: id } };
    },
    'members.decideCorrection': async () => {
      const { id, version } = await correction();
      return { client: secretary, endpoint: members.decideCorrection, request: { correctionId: id, approved: true, remark: '' }, version };
    },
    'members.beginImport': async () => {
      // One at a time: what was begun before is finished first.
      await drain(world);
      return {
        client: department,
        endpoint: members.beginImport,
        request: {},
        file: { name: 'roster.xlsx', bytes: kept('clean') },
        otherFile: { name: 'roster.xlsx', bytes: kept('dirty') },
      };
    },
    'members.answerProposals': async () => {
      const view = await checkedImport();
      return { client: department, endpoint: members.answerProposals, request: { importId: view.id, answers: {} }, version: view.version };
    },
    'members.applyImport': async () => ({ client: department, endpoint: members.applyImport, request: { importId: (await checkedImport()).id } }),
    'members.requestExport': async () => {
      const request = { organisationId: university.branch.id, withPersonal: false, reason: '' };
      return { client: secretary, endpoint: members.requestExport, request, other: { ...request, reason: '另一个理由' } };
    },
    'members.decideExport': async () => {
      const { id, version } = await askedFor();
      return { client: await university.as('committee'), endpoint: members.decideExport, request: { exportId: id, approved: true }, version };
    },
    'notices.readNotice': async () => {
      const { id, client } = await noticeFor();
      return { client, endpoint: notices.readNotice, request: { noticeId: id } };
    },
    'notices.readAllNotices': async () => ({ client: (await noticeFor()).client, endpoint: notices.readAllNotices, request: {} }),
    'meetings.planMeeting': async () => {
      const request = { id: newId(), ...scene.planOf() };
      return { client: secretary, endpoint: meetings.planMeeting, request, other: { ...request, title: '另一个题目' } };
    },
    'meetings.recordMeeting': async () => {
      const { agenda: _, ...plan } = scene.planOf({ startsAt: '2026-11-23T19:00:00+08:00' });
      const request = { id: newId(), ...plan, ...scene.recordOf() };
      return { client: secretary, endpoint: meetings.recordMeeting, request, other: { ...request, title: '另一个题目' } };
    },
    'meetings.editMeeting': async () => {
      const { id, version } = await scene.planned();
      return { client: secretary, endpoint: meetings.editMeeting, request: { meetingId: id, title: '改了的题目' }, version };
    },
    'meetings.announceMeeting': async () => ({
      client: secretary,
      endpoint: meetings.announceMeeting,
      request: { meetingId: (await scene.planned()).id },
    }),
    'meetings.cancelMeeting': async () => {
      const request = { meetingId: (await scene.announced()).id, reason: '主讲人出差' };
      return { client: secretary, endpoint: meetings.cancelMeeting, request, other: { ...request, reason: '另一个理由' } };
    },
    'meetings.answerMeeting': async () => ({
      client: await university.as('member'),
      endpoint: meetings.answerMeeting,
      request: { meetingId: (await scene.announced()).id, answer: 'leave', reason: '实习在外地' },
    }),
    'meetings.holdMeeting': async () => {
      const meeting = await scene.announced();
      scene.at(meeting.startsAt);
      return { client: officer, endpoint: meetings.holdMeeting, request: { meetingId: meeting.id } };
    },
    'meetings.takeRoll': async () => {
      const { id, version } = await scene.held();
      return { client: officer, endpoint: meetings.takeRoll, request: { meetingId: id, roll: scene.allPresent() }, version };
    },
    'meetings.markPerson': async () => ({
      client: officer,
      endpoint: meetings.markPerson,
      request: { meetingId: (await scene.held()).id, personId: people.member.id, status: 'present' },
    }),
    'meetings.signInToMeeting': async () => {
      const { id } = await scene.held();
      const { code: shown } = await ok(officer, meetings.signInCode, { meetingId: id });
      const request = { meetingId: id, code: shown };
      return { client: await university.as('member'), endpoint: meetings.signInToMeeting, request, other: { ...request, code: '000000' } };
    },
    'meetings.saveMinutes': async () => {
      const { id, version } = await scene.held();
      return { client: officer, endpoint: meetings.saveMinutes, request: { meetingId: id, items: scene.items }, version };
    },
    'meetings.recordDecision': async () => {
      const meeting = await gathered();
      const request = { meetingId: meeting.id, matter: '通过年度工作计划', vote: 'ordinary', tally: tallyOf(meeting) };
      return { client: officer, endpoint: meetings.recordDecision, request, other: { ...request, matter: '另一件事' } };
    },
    'meetings.removeDecision': async () => ({ client: officer, endpoint: meetings.removeDecision, request: await decided() }),
    'meetings.submitMinutes': async () => {
      const { id, version } = await scene.held();
      const request = { meetingId: id, record: scene.recordOf() };
      return {
        client: officer,
        endpoint: meetings.submitMinutes,
        request,
        version,
        other: { ...request, record: scene.recordOf({ observers: ['校团委干事'] }) },
      };
    },
    'meetings.proposeAmendment': async () => {
      const request = { meetingId: (await scene.recorded()).id, text: '请补上志愿服务的时间。' };
      return { client: await university.as('member'), endpoint: meetings.proposeAmendment, request, other: { ...request, text: '另一处。' } };
    },
    'meetings.decideAmendment': async () => ({
      client: officer,
      endpoint: meetings.decideAmendment,
      request: { ...(await amended()), accepted: false, reason: '与会议情况不符' },
    }),
    'meetings.agreeToMinutes': async () => ({
      client: await university.as('member'),
      endpoint: meetings.agreeToMinutes,
      request: { meetingId: (await scene.recorded()).id },
    }),
    'meetings.confirmMinutes': async () => {
      const { id } = await scene.recorded();
      scene.at('2026-12-08T09:00:00+08:00');
      return { client: secretary, endpoint: meetings.confirmMinutes, request: { meetingId: id } };
    },
    'meetings.nameDeputy': async () => {
      const chair = await someone();
      const { id } = await scene.recorded({ chairId: chair.id });
      await db.updateTable('memberships').set({ toOn: '2026-11-25' }).where('personId', '=', chair.id).execute();
      const request = { meetingId: id, personId: people.officer.id, reason: '主持人已调离' };
      return { client: await university.as('organiser'), endpoint: meetings.nameDeputy, request, other: { ...request, reason: '另一个理由' } };
    },
    'meetings.addAddendum': async () => {
      const request = { meetingId: (await confirmed()).id, text: '补充一条。' };
      return { client: officer, endpoint: meetings.addAddendum, request, other: { ...request, text: '补充另一条。' } };
    },
    'meetings.addPhoto': async () => ({
      client: officer,
      endpoint: meetings.addPhoto,
      request: { meetingId: (await scene.held()).id, caption: '会场' },
      file: { name: 'a.png', bytes: PICTURE },
      otherFile: { name: 'a.png', bytes: Buffer.from(PICTURE_OTHER, 'base64') },
    }),
    'meetings.removePhoto': async () => ({ client: officer, endpoint: meetings.removePhoto, request: await pictured() }),
    'health.explainFinding': async () => {
      const finding = await findingOf();
      const request = { findingId: finding.id, reason: '九月全体党员在外地参加教育实习。' };
      return { client: finding.officer.client, endpoint: health.explainFinding, request, other: { ...request, reason: '另一个理由' } };
    },
    'health.withdrawReason': async () => {
      const finding = await findingOf();
      await ok(finding.officer.client, health.explainFinding, { findingId: finding.id, reason: '实习' });
      return { client: finding.officer.client, endpoint: health.withdrawReason, request: { findingId: finding.id } };
    },
    'health.answerFinding': async () => {
      const finding = await findingOf();
      await ok(finding.officer.client, health.explainFinding, { findingId: finding.id, reason: '实习' });
      const request = { findingId: finding.id, answer: 'accepted', remark: '' };
      return { client: await university.as('organiser'), endpoint: health.answerFinding, request, other: { ...request, remark: '另一句' } };
    },
    'health.changeHealthSettings': async () => {
      serial += 1;
      const request = {
        ...(health.changeHealthSettings.example as Record<string, unknown>),
        from: `${2027 + (serial % 40)}-${String(1 + (serial % 12)).padStart(2, '0')}-${String(1 + (serial % 28)).padStart(2, '0')}`,
      };
      return { client: department, endpoint: health.changeHealthSettings, request, other: { ...request, ratioDue: 0.5 } };
    },
  };

  return {
    scene,
    world,
    names: Object.keys(commands),
    /** The command, ready to be done, on the morning on which everything begins. */
    async prepare(name: string): Promise<Ready> {
      world.clock.set(MORNING);
      const prepare = commands[name];
      if (!prepare) throw new Error(`${name} has no state on the stage`);
      return prepare();
    },
    send: (ready: Ready, sending: { key?: string; version?: number; request?: Ready['request']; file?: Ready['file'] } = {}) =>
      ready.client.ask(ready.endpoint, (sending.request ?? ready.request) as never, {
        key: sending.key ?? newId(),
        ...((sending.version ?? ready.version) === undefined ? {} : { version: (sending.version ?? ready.version) as number }),
        ...((sending.file ?? ready.file) ? { file: (sending.file ?? ready.file) as { name: string; bytes: Buffer } } : {}),
      }),
    close: () => scene.close(),
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A roster of one new person. Invented: the number begins with 99. */
async function rosterOf(serial: number): Promise<Buffer> {
  const digits = `99010119900307${String(serial % 1000).padStart(3, '0')}`;
  const person = {
    name: '林新来',
    sex: 'male',
    ethnicity: '01',
    birthDate: '1990-03-07',
    idNumber: digits + checkCharacter(digits),
    nativePlace: null,
    education: '14',
    degree: null,
    staffNumber: `T2027${String(serial).padStart(5, '0')}`,
    identity: 'teacher',
    category: 'full',
    organisationCode: '010102',
    appliedOn: '2011-03-15',
    admittedOn: '2013-06-20',
    convertedOn: '2014-06-20',
    posts: [],
    phone: null,
    email: null,
    mobile: false,
    note: null,
  } as const;
  return writeRoster({ organisations: [], persons: [person], personal: true });
}

/** A picture that is not the other one. */
const PICTURE_OTHER =
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQImWNYZWwMQQxwFgBCngZhW128kwAAAABJRU5ErkJggg==';
