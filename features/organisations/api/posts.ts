import { notify } from '#features/notices/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { organisations } from '../contract.ts';
import { isBranch, type OrganisationKind } from '../organisation.ts';
import { appointPost } from '../policy.ts';
import { isCommitteePost, appoint as mayAppoint, endPost as mayEnd, type Post, type PostSpan, seesOpenWork } from '../post.ts';
import { leaveTrace } from './acts.ts';
import { openCounts } from './open-work.ts';
import { presentOrganisation } from './present.ts';
import { type OrganisationRecord, type OrganisationRepository, organisationRepository } from './repository.ts';

type Kept = {
  id: string;
  personId: string;
  organisationId: string;
  kind: string;
  fromOn: string;
  toOn: string | null;
  documentNumber: string | null;
};
const spanOf = (post: Kept): PostSpan => ({ personId: post.personId, post: post.kind as Post, from: post.fromOn, to: post.toOn });

/** The database has the last word where two spans meet. */
function overlapping(call: Call, error: unknown, from: string): never {
  if (brokeConstraint(error, 'one_secretary')) call.refuse('second_secretary', { from });
  if (brokeConstraint(error, 'a_post_once')) call.refuse('already_held', { from });
  throw error;
}

/** Puts a person into a post; the database refuses a second secretary that another request appointed at the same moment. */
async function put(
  call: Call,
  repository: OrganisationRepository,
  row: OrganisationRecord,
  made: { personId: string; post: Post; from: string; documentNumber: string; succeedsId?: string },
): Promise<string> {
  const person = await repository.person(made.personId, made.from > call.today ? call.today : made.from);
  if (!person) return call.refuse('person_not_here');
  const span: PostSpan = { personId: made.personId, post: made.post, from: made.from, to: null };
  const kept = (await repository.postsOf(row.id)).map(spanOf);
  call.accept(
    mayAppoint({
      organisation: { kind: row.kind as OrganisationKind, root: row.parentId === null, foundedOn: row.foundedOn, dissolvedOn: row.dissolvedOn },
      span,
      category: person.category,
      kept,
    }),
  );
  // The committee of a branch is chosen from its own members; that of a temporary branch is appointed (《支部工作条例》第八条).
  if (isBranch(row.kind as OrganisationKind) && isCommitteePost(made.post) && row.composition !== 'temporary' && person.organisationId !== row.id)
    call.refuse('person_not_here');
  const id = newId();
  try {
    await repository.addPost({
      id,
      personId: made.personId,
      organisationId: row.id,
      kind: made.post,
      fromOn: made.from,
      toOn: null,
      documentNumber: made.documentNumber || null,
      succeedsId: made.succeedsId ?? null,
    });
  } catch (error) {
    overlapping(call, error, made.from);
  }
  return id;
}

/** The new holder is told of the post and of what is open there, so that nothing waits unseen. */
async function welcome(call: Call, row: OrganisationRecord, personId: string, post: Post, day: string): Promise<void> {
  if (personId === call.actor.personId) return;
  await notify(call, [personId], {
    kind: 'postTaken',
    params: { organisation: row.name, post, day, ...(seesOpenWork(post) ? await openCounts(call, row) : {}) },
    link: `/organisations/${row.id}`,
    desk: `/organisations/${row.id}?tab=${seesOpenWork(post) ? 'open' : 'posts'}`,
    subjectId: row.id,
  });
}

/** The old holder is told from which day, and who comes after them. */
async function farewell(call: Call, row: OrganisationRecord, post: Kept, on: string, successor: string | null): Promise<void> {
  if (post.personId === call.actor.personId) return;
  await notify(call, [post.personId], {
    kind: 'postEnded',
    params: { organisation: row.name, post: post.kind, day: on, ...(successor === null ? {} : { name: successor }) },
    link: `/organisations/${row.id}`,
    subjectId: row.id,
  });
}

/** Appoints a person to a post from a day on. */
export async function appoint(call: Call, input: Input<typeof organisations.appoint>) {
  const repository = organisationRepository(call.tx);
  const row = await repository.byId(input.organisationId);
  call.permit(appointPost, row && { path: row.path, post: input.post });
  if (!row) return call.refuse('not_found');
  await put(call, repository, row, input);
  await leaveTrace(call, 'appoint', row, {
    aboutPersonId: input.personId,
    detail: { post: input.post, from: input.from, documentNumber: input.documentNumber || null },
  });
  await welcome(call, row, input.personId, input.post, input.from);
  await call.announce({ topic: 'posts', personId: input.personId });
  return presentOrganisation(call, row.id);
}

async function lockHeld(call: Call, repository: OrganisationRepository, postId: string): Promise<{ post: Kept; row: OrganisationRecord }> {
  const post = await repository.lockPost(postId);
  const row = post && (await repository.byId(post.organisationId));
  call.permit(appointPost, post && row && { path: row.path, post: post.kind as Post });
  return post && row ? { post, row } : call.refuse('not_found');
}

/** A hand-over still to come is taken back: who was to take over does not, and is told. */
async function withdrawSuccessor(call: Call, repository: OrganisationRepository, row: OrganisationRecord, post: Kept): Promise<void> {
  const successor = await repository.successorOf(post.id, call.today);
  if (!successor) return;
  await repository.withdrawPost(successor.id);
  await leaveTrace(call, 'withdrawPost', row, { aboutPersonId: successor.personId, detail: { post: post.kind, from: successor.fromOn } });
  await farewell(call, row, { ...post, personId: successor.personId }, successor.fromOn, null);
  await call.announce({ topic: 'posts', personId: successor.personId });
}

/**
 * Ends a post. `on` is the first day on which it is no longer held, so that today ends its right at once. An end still to come may be moved;
 * without a day it is taken back, and with it the hand-over that it belonged to.
 */
export async function endPost(call: Call, input: Input<typeof organisations.endPost>) {
  const repository = organisationRepository(call.tx);
  const { post, row } = await lockHeld(call, repository, input.postId);
  call.accept(mayEnd(spanOf(post), input.on, call.today));
  if (input.on === null) await withdrawSuccessor(call, repository, row, post);
  await repository.endPost(post.id, input.on).catch((error: unknown) => overlapping(call, error, post.toOn ?? call.today));
  await leaveTrace(call, input.on === null ? 'keepPost' : 'endPost', row, {
    aboutPersonId: post.personId,
    ...(input.reason ? { reason: input.reason } : {}),
    detail: { post: post.kind, on: input.on, ...(post.toOn === null ? {} : { before: post.toOn }) },
  });
  if (input.on === null) await welcome(call, row, post.personId, post.kind as Post, post.fromOn);
  else await farewell(call, row, post, input.on, null);
  await call.announce({ topic: 'posts', personId: post.personId });
  return presentOrganisation(call, row.id);
}

/** The old holder loses the right and the new one has it from the same day, in one transaction. */
export async function handOver(call: Call, input: Input<typeof organisations.handOver>) {
  const repository = organisationRepository(call.tx);
  const { post, row } = await lockHeld(call, repository, input.postId);
  call.accept(mayEnd(spanOf(post), input.on, call.today));
  // Another day or another person than planned takes the place of the hand-over that was still to come.
  await withdrawSuccessor(call, repository, row, post);
  await repository.endPost(post.id, input.on).catch((error: unknown) => overlapping(call, error, post.toOn ?? call.today));
  await put(call, repository, row, {
    personId: input.toPersonId,
    post: post.kind as Post,
    from: input.on,
    documentNumber: input.documentNumber,
    succeedsId: post.id,
  });
  const more = {
    ...(input.reason ? { reason: input.reason } : {}),
    detail: { post: post.kind, on: input.on, from: post.personId, to: input.toPersonId },
  };
  await leaveTrace(call, 'handOver', row, { ...more, aboutPersonId: input.toPersonId });
  await call.audit({
    action: 'organisation.handOver',
    subjectKind: 'organisation',
    subjectId: row.id,
    organisationPath: row.path,
    aboutPersonId: post.personId,
    ...more,
  });
  const successor = await repository.person(input.toPersonId, call.today);
  await farewell(call, row, post, input.on, successor?.name ?? null);
  await welcome(call, row, input.toPersonId, post.kind as Post, input.on);
  for (const personId of [post.personId, input.toPersonId]) await call.announce({ topic: 'posts', personId });
  return presentOrganisation(call, row.id);
}
