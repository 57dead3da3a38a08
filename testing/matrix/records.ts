import { writeRoster } from '#features/members/api/workbook/write-roster.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { numbered } from '../people.ts';
import type { World } from '../world.ts';
import { addArticle, articleStates } from './article-records.ts';
import type { Spot } from './roles.ts';
import type { Organisation, Someone } from './scene.ts';
import { nameMark, sessionOf, textMark } from './scene.ts';

/** Ids by the names under which addresses and bodies ask for them. */
export type Ids = Readonly<Record<string, string>>;
/** Records whose state matters to who may do what, by state. */
export type Family = Readonly<Record<string, Ids>>;
export type Records = { readonly ids: Ids; readonly families: Readonly<Record<string, Family>>; readonly username: string };

type At = {
  spot: Spot;
  organisation: Organisation;
  subject: Someone;
  other: Someone;
  chair?: Someone;
  recorder?: Someone;
  present?: Someone[];
  postId?: string /** Of one person alone: nothing of the organisation is added. */;
  ownText?: string;
};

const meetingStates = ['planned', 'announced', 'held', 'recorded', 'confirmed', 'cancelled'] as const;
/** All states near by; further off those whose rights differ. A committee holds no such meeting: planning one there is asked, and refused. */
const statesAt = { own: meetingStates, sibling: meetingStates, elsewhere: ['planned', 'recorded', 'confirmed'] } as const;
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** One of everything at a place (or of one person), written straight into the tables. */
export async function addRecords(world: World, at: At): Promise<Records> {
  const { db } = world;
  const { organisation, subject, other, spot } = at;
  const now = world.clock.now();
  const text = at.ownText ?? textMark(spot);
  const ids: Record<string, string> = {
    organisationId: organisation.id,
    branchId: organisation.id,
    parentId: organisation.id,
    within: organisation.id,
    organisation: organisation.id,
    branch: organisation.id,
    personId: subject.id,
    person: subject.id,
    about: subject.id,
    toPersonId: other.id,
    subjectId: subject.id,
    chairId: subject.id,
    recorderId: subject.id,
    accountId: subject.accountId,
  };
  const families: Record<string, Family> = {};
  const file = (name: string) => world.running.services.files.keep(db, PNG, name, 'image/png', null, now);

  const noticeId = (ids.noticeId = newId());
  await db
    .insertInto('notices')
    .values({
      id: noticeId,
      personId: subject.id,
      kind: 'meeting_announced',
      params: JSON.stringify({ title: text, branch: '支部', startsAt: '2026-11-26T19:00:00+08:00', place: text }),
      link: '/meetings/x',
      at: now,
    })
    .execute();
  const jobId = (ids.jobId = newId());
  await db
    .insertInto('jobs')
    .values({ id: jobId, kind: 'matrix.none', state: 'done', note: text, createdBy: subject.accountId, createdAt: now, finishedAt: now })
    .execute();
  ids.sessionId = await sessionOf(world, subject.accountId);
  const correctionId = (ids.correctionId = newId());
  await db
    .insertInto('corrections')
    .values({ id: correctionId, personId: subject.id, field: 'email', before: null, value: `${text}@example.cn`, reason: text, proposedAt: now })
    .execute();
  await db
    .insertInto('fieldChanges')
    .values({
      id: newId(),
      personId: subject.id,
      field: 'note',
      before: null,
      after: text,
      at: now,
      byName: at.ownText ? '系统' : nameMark(spot),
      source: 'import',
    })
    .execute();
  await db
    .insertInto('auditEntries')
    .values({
      id: newId(),
      at: now,
      ...(at.ownText ? { actorName: '系统' } : { accountId: subject.accountId, personId: subject.id, actorName: subject.name }),
      action: 'meeting.plan',
      subjectKind: 'meeting',
      organisationPath: organisation.path,
      aboutPersonId: subject.id,
      reason: text,
      detail: '{}',
    })
    .execute();

  const exportOf = async (state: string) => {
    const exportId = newId();
    await db
      .insertInto('exports')
      .values({
        id: exportId,
        organisationId: organisation.id,
        withPersonal: true,
        reason: text,
        persons: 60,
        state,
        askedBy: subject.accountId,
        askedAt: now,
        fileId: state === 'ready' ? await file('名册.xlsx') : null,
      })
      .execute();
    return { exportId };
  };
  families.exportId = { waiting: await exportOf('waiting'), ready: await exportOf('ready') };
  const importOf = async (state: string) => {
    const importId = newId();
    await db
      .insertInto('imports')
      .values({
        id: importId,
        fileId: await world.running.services.files.keep(db, await markedWorkbook(text), '名册.xlsx', XLSX, null, now),
        fileName: `${text}.xlsx`,
        counts: JSON.stringify({ new: 1, changed: 0, same: 0, warned: 0, wrong: 1 }),
        state,
        scopeId: organisation.id,
        createdAt: now,
        createdBy: subject.accountId,
        appliedAt: state === 'applied' ? now : null,
      })
      .execute();
    await db
      .insertInto('importRows')
      .values([
        { importId, sheet: '党员', row: 2, outcome: 'new', title: text },
        { importId, sheet: '党员', row: 3, outcome: 'wrong', title: text },
      ])
      .execute();
    return { importId };
  };
  families.importId = { checked: await importOf('checked'), applied: await importOf('applied') };
  // Of one person alone: a deputy whose name belongs to no place.
  const deputy = subject.id === other.id ? newId() : other.id;
  if (deputy !== other.id) await db.insertInto('persons').values({ id: deputy, name: '代审人', category: 'nonMember' }).execute();
  const deputyId = (ids.deputyId = newId());
  await db
    .insertInto('reviewDeputies')
    .values({ id: deputyId, personId: deputy, forPersonId: subject.id, step: 'first', fromOn: '2026-11-01', toOn: '2026-12-31', namedAt: now })
    .execute();
  if (at.ownText)
    return {
      ids: only(ids, ['personId', 'person', 'about', 'accountId', 'noticeId', 'jobId', 'sessionId', 'correctionId', 'deputyId']),
      families: { exportId: families.exportId, importId: families.importId },
      username: subject.username,
    };

  const termId = (ids.termId = newId());
  await db
    .insertInto('terms')
    .values({ id: termId, organisationId: organisation.id, startsOn: '2024-03-01', years: 3, lastDay: '2027-02-28' })
    .execute();
  const spanId = (ids.spanId = newId());
  await db.insertInto('committeeSpans').values({ id: spanId, organisationId: organisation.id, fromOn: '2024-03-01' }).execute();
  if (spot in statesAt) ids.groupMemberId = await addGroup(world, at);
  const exceptionId = (ids.exceptionId = newId());
  await db
    .insertInto('attendanceExceptions')
    .values({ id: exceptionId, personId: other.id, branchId: organisation.id, ground: 'abroad', reason: text, fromOn: '2026-01-01' })
    .execute();
  const suspensionId = (ids.suspensionId = newId());
  await db
    .insertInto('votingSuspensions')
    .values({ id: suspensionId, personId: other.id, ground: 'onPartyProbation', fromOn: '2026-01-01' })
    .execute();
  await db
    .insertInto('organisationChanges')
    .values({
      id: newId(),
      organisationId: organisation.id,
      kind: 'corrected',
      onDate: '2026-01-01',
      reason: text,
      recordedAt: now,
      recordedBy: subject.id,
    })
    .execute();
  ids.postId = at.postId as string;

  const findingOf = async (shownOn: string, timeWindow: string, more: Record<string, unknown> = {}) => {
    const findingId = newId();
    await db
      .insertInto('findings')
      .values({ id: findingId, branchId: organisation.id, indicator: 'members_meetings', timeWindow, shownOn, ...more })
      .execute();
    return { findingId };
  };
  families.findingId = {
    fresh: await findingOf('2026-11-20', '2026-Q1'),
    week: await findingOf('2026-10-01', '2026-Q2'),
    explained: await findingOf('2026-10-01', '2026-Q3', { reason: text, reasonAt: now, reasonBy: subject.id }),
  };
  const columnId = spot === 'university' ? 'university-notices' : spot === 'school' ? 'school-notices' : 'branch-notices';
  families.articleId = {};
  for (const state of articleStates)
    families.articleId = {
      ...families.articleId,
      [state]: await addArticle(world, { organisation, author: subject, proofReader: at.recorder ?? other, columnId, text }, state),
    };
  const reviewerId = (ids.reviewerId = newId());
  await db
    .insertInto('posts')
    .values({ id: reviewerId, personId: other.id, organisationId: organisation.id, kind: 'reviewer', fromOn: '2024-03-01' })
    .execute();
  ids.ownerId = organisation.id;
  ids.inNameOf = organisation.id;
  if (spot in statesAt)
    families.meetingId = Object.fromEntries(
      await Promise.all(statesAt[spot as keyof typeof statesAt].map(async (state) => [state, await addMeeting(world, at, state)])),
    );
  return { ids, families, username: subject.username };
}

/** A group of the branch with one of its people; its name is public as all names of organisations. */
async function addGroup(world: World, { organisation, other }: At): Promise<string> {
  const { db } = world;
  const [groupId, id] = [newId(), newId()];
  const { number, path } = await numbered(db, organisation);
  const span = { foundedOn: '2024-09-01', recordsSince: '2024-09-01' };
  await db
    .insertInto('organisations')
    .values({ id: groupId, name: '第一党小组', kind: 'group', parentId: organisation.id, number, path, ...span })
    .execute();
  await db.insertInto('groupMemberships').values({ id, personId: other.id, groupId, fromOn: '2024-09-01', recordedAt: world.clock.now() }).execute();
  return id;
}

async function addMeeting(world: World, at: At, state: (typeof meetingStates)[number]): Promise<Ids> {
  const { db } = world;
  const now = world.clock.now();
  const text = textMark(at.spot);
  const done = state === 'recorded' || state === 'confirmed';
  const startsAt = new Date(done || state === 'held' ? '2026-11-24T01:00:00Z' : '2026-11-24T02:20:00Z');
  const meetingId = newId();
  await db
    .insertInto('meetings')
    .values({
      id: meetingId,
      branchId: at.organisation.id,
      kind: state === 'announced' ? 'partyLecture' : 'membersMeeting',
      title: `${text} ${state}`,
      state: state === 'confirmed' ? 'recorded' : state,
      startsAt,
      heldOn: '2026-11-24',
      place: text,
      chairId: (at.chair as Someone).id,
      recorderId: (at.recorder as Someone).id,
      plannedBy: at.subject.id,
      announcedAt: state === 'planned' ? null : now,
      receivedAt: done ? now : null,
      writtenAt: done ? now : null,
      cancelReason: state === 'cancelled' ? text : null,
      present: 3,
      due: 4,
      signInSecret: state === 'announced' || state === 'held' ? Buffer.alloc(20, 7) : null,
    })
    .execute();
  const itemId = newId();
  await db
    .insertInto('meetingItems')
    .values({ id: itemId, meetingId, position: 0, title: `议题 ${text}`, points: `记录 ${text}` })
    .execute();
  for (const person of at.present ?? [])
    await db
      .insertInto('attendances')
      .values({
        meetingId,
        personId: person.id,
        name: person.name,
        category: 'full',
        isDue: true,
        mayVote: true,
        status: done || state === 'held' ? 'present' : null,
        reason: null,
      })
      .execute();
  const decisionId = newId();
  await db
    .insertInto('meetingDecisions')
    .values({ id: decisionId, meetingId, position: 0, matter: text, vote: 'ordinary', base: 4, present: 4, yes: 4, no: 0, abstain: 0, adopted: true })
    .execute();
  const amendmentId = newId();
  await db.insertInto('meetingAmendments').values({ id: amendmentId, meetingId, itemId, personId: at.subject.id, text, proposedAt: now }).execute();
  await db.insertInto('meetingNextSteps').values({ id: newId(), meetingId, position: 0, text, ownerName: at.subject.name }).execute();
  const fileId = await world.running.services.files.keep(db, PNG, 'photo.png', 'image/png', null, now);
  await db.insertInto('meetingPhotos').values({ meetingId, fileId, caption: text, position: 0 }).execute();
  if (state === 'confirmed')
    await db
      .updateTable('meetings')
      .set({ state: 'confirmed', sha256: 'a'.repeat(64), canonical: text, confirmedAt: now, confirmedBy: (at.chair as Someone).id })
      .where('id', '=', meetingId)
      .execute();
  return { meetingId, itemId, decisionId, amendmentId, fileId };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const workbooks = new Map<string, Promise<Buffer>>();

/** A roster of two people whose cells carry the mark of the place it is of. */
function markedWorkbook(text: string): Promise<Buffer> {
  const person = {
    name: text,
    sex: 'male',
    ethnicity: '01',
    birthDate: '1990-03-07',
    idNumber: '990101199003070015',
    nativePlace: null,
    education: '14',
    degree: null,
    staffNumber: 'T202600001',
    identity: 'teacher',
    category: 'full',
    organisationCode: '010101',
    appliedOn: '2011-03-15',
    admittedOn: '2013-06-20',
    convertedOn: '2014-06-20',
    posts: [],
    phone: null,
    email: null,
    mobile: false,
    note: text,
  } as const;
  const made = workbooks.get(text) ?? writeRoster({ organisations: [], persons: [person, person], personal: true });
  workbooks.set(text, made);
  return made;
}

function only(ids: Record<string, string>, names: string[]): Ids {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => names.includes(name)));
}
