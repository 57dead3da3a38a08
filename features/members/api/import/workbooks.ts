import { type Call, callAs } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { importRepository } from './repository.ts';

/** How long a workbook is kept that nobody carried out, or whose wrong rows nobody fetched. */
export const WORKBOOK_DAYS = 30;

/** Takes an import's workbook away with its row; once that stands, its bytes leave the disk. */
export async function forgetWorkbook(call: Call, importId: string): Promise<void> {
  const fileId = await importRepository(call.tx).takeFile(importId);
  if (fileId !== null) call.afterCommit(() => call.services.files.remove(fileId));
}

/** At midnight: workbooks of thirty days go. An import that was only checked cannot be carried out any more and is cancelled. */
export async function forgetOldWorkbooks(services: Services): Promise<void> {
  const since = new Date(services.clock.now().getTime() - WORKBOOK_DAYS * 86_400_000);
  for (const { id } of await importRepository(services.db).withFileSince(since))
    await callAs(services, systemActor('members.midnight'), async (call) => {
      const repository = importRepository(call.tx);
      const row = await repository.lock(id);
      // Its task may have begun meanwhile: then it ends with that.
      if (!row || row.fileId === null || row.state === 'checking' || row.state === 'applying') return;
      if (row.state === 'checked') await repository.end(id, 'cancelled', null);
      await forgetWorkbook(call, id);
      await call.audit({
        action: 'import.forgetWorkbook',
        subjectKind: 'import',
        subjectId: id,
        organisationPath: row.scopePath,
        detail: { fileName: row.fileName, days: WORKBOOK_DAYS },
      });
    });
}
