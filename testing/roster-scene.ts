import { readFileSync } from 'node:fs';
import { accounts } from '#features/accounts/contract.ts';
import { ensureSetupCode } from '#features/accounts/index.ts';
import { members } from '#features/members/contract.ts';
import { membersFeature } from '#features/members/index.ts';
import type { JobKind } from '#platform/server/jobs/jobs.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import type { Client } from './client.ts';
import type { World } from './world.ts';

export const kept = (name: 'clean' | 'dirty'): Buffer => readFileSync(new URL(`./workbooks/roster-${name}.xlsx`, import.meta.url));
export type ImportView = Response<typeof members.getImport>;

/** The first visitor of an empty installation, signed in as 组织部 of the university. */
export async function setUpUniversity(world: World): Promise<Client> {
  const client = world.client();
  const code = await ensureSetupCode(world.running.services);
  const answer = await client.ask(accounts.setUp, {
    code: code ?? '',
    university: '示范大学党委',
    name: '首任管理员',
    username: 'first',
    password: 'a long enough word',
  });
  if (answer.status !== 200) throw new Error(answer.problem?.code ?? String(answer.status));
  return client;
}

/** Runs what waits in the queue, as the server does. */
export const drain = (world: World, kinds: readonly JobKind[] = membersFeature.jobs ?? []) =>
  world.running.services.jobs.drain(world.running.services, kinds);

export async function upload(client: Client, bytes: Buffer, name = '名册.xlsx') {
  return client.send<ImportView>('POST', '/api/v1/imports', { file: { name, bytes }, headers: { 'idempotency-key': crypto.randomUUID() } });
}

/** Uploaded and checked. */
export async function checked(world: World, client: Client, bytes: Buffer): Promise<ImportView> {
  const begun = await upload(client, bytes);
  if (begun.status !== 200) throw new Error(begun.problem?.code ?? String(begun.status));
  await drain(world);
  return (await client.ask(members.getImport, { importId: begun.body.id })).body;
}

/** Uploaded, checked, types of branches taken as proposed, and carried out. */
export async function imported(world: World, client: Client, bytes: Buffer): Promise<ImportView> {
  const view = await checked(world, client, bytes);
  if (view.proposals.length > 0) {
    const answers = Object.fromEntries(view.proposals.map((one) => [one.code, (one.composition ?? 'mixed') as 'mixed']));
    await client.ask(members.answerProposals, { importId: view.id, answers }, { version: view.version });
  }
  const applied = await client.ask(members.applyImport, { importId: view.id });
  if (applied.status !== 200) throw new Error(applied.problem?.code ?? String(applied.status));
  await drain(world);
  return (await client.ask(members.getImport, { importId: view.id })).body;
}
