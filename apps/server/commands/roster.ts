import type { jobs } from '#features/jobs/contract.ts';
import type { members } from '#features/members/contract.ts';
import { Call } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Handlers } from '#platform/server/http/feature.ts';
import { type Actor, systemActor } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { features } from '../features.ts';

type Members = typeof members;
export type Import = Output<Members['getImport']>;

function handlersOf<C extends Members | typeof jobs>(name: string): Handlers<C> {
  const room = features.find((feature) => feature.name === name);
  if (!room) throw new Error('这个安装里没有党员名册。This installation has no roster.');
  return Object.assign({}, ...room.routes.map((route) => route.handlers)) as Handlers<C>;
}

/** The use-cases of the roster, the same that the pages call, asked as the operator at the shell. */
export function rosterOf(services: Services, as: Pick<Actor, 'accountId'> = { accountId: null }) {
  const handlers = handlersOf<Members>('members');
  const actor: Actor = { ...systemActor('operator'), ...as };
  const ask = <T>(act: (call: Call) => Promise<T>, file: { name: string; bytes: Buffer } | null = null): Promise<T> =>
    services.db
      .transaction()
      .execute((tx) =>
        act(new Call({ tx: tx as unknown as Db, actor, now: services.clock.now(), language: 'zh-CN', requestId: 'system-operator', services, file })),
      );
  const jobHandlers = handlersOf<typeof jobs>('jobs');
  /**
   * Runs what waits, or waits for the server that has taken it up; says meanwhile how far it is. Once `stop` is heard the task is asked to end,
   * and leaves nothing behind.
   */
  const settled = async (importId: string, told: (done: number, total: number) => void, stop?: AbortSignal): Promise<Import> => {
    const look = async () => {
      const { jobId } = await ask((call) => handlers.getImport(call, { importId }));
      if (jobId === null) return;
      const { done, total } = await ask((call) => jobHandlers.job(call, { jobId }));
      if (total) told(done, total);
      if (stop?.aborted) await ask((call) => jobHandlers.cancelJob(call, { jobId }));
    };
    let looking: Promise<void> | null = null;
    const watch = setInterval(() => {
      // A task that has ended meanwhile cannot be cancelled any more: what became of it is said below.
      looking ??= look()
        .catch(() => undefined)
        .finally(() => {
          looking = null;
        });
    }, 200);
    try {
      for (;;) {
        await services.jobs.drain(
          services,
          features.flatMap((feature) => feature.jobs ?? []),
        );
        const view = await ask((call) => handlers.getImport(call, { importId }));
        if (view.state !== 'checking' && view.state !== 'applying') return view;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    } finally {
      clearInterval(watch);
      await looking;
    }
  };
  return {
    begin: (file: { name: string; bytes: Buffer }) => ask((call) => handlers.beginImport(call, {} as Input<Members['beginImport']>), file),
    settled,
    apply: (importId: string) => ask((call) => handlers.applyImport(call, { importId })),
    answer: (importId: string, answers: Input<Members['answerProposals']>['answers']) =>
      ask((call) => handlers.answerProposals(call, { importId, answers })),
    async rows(importId: string): Promise<Output<Members['importRows']>['items']> {
      const items: Output<Members['importRows']>['items'] = [];
      let cursor: string | undefined;
      do {
        const page = await ask((call) => handlers.importRows(call, { importId, limit: 100, cursor } as Input<Members['importRows']>));
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
    requestExport: (input: Input<Members['requestExport']>) => ask((call) => handlers.requestExport(call, input)),
    exportFile: (exportId: string) => ask((call) => handlers.exportFile(call, { exportId })),
  };
}
