import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenDoor, importsOf, projectImports } from '../doors.ts';

const root = join(import.meta.dirname, '../..');

test('every import of the project goes through a door', () => {
  const imports = projectImports(root);
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.map((i) => ({ ...i, broken: brokenDoor(i) })).filter((i) => i.broken !== null)).toEqual([]);
});

test.each([
  ['features/meetings/member/MeetingPage.vue', '../api/repository.ts', 'pages reach a feature'],
  ['features/meetings/member/MeetingPage.vue', 'kysely', 'stay on the server'],
  ['features/meetings/console/useMeetings.ts', '#features/meetings/index.ts', 'pages reach a feature'],
  ['features/meetings/meeting.ts', 'node:fs', 'rules import nothing'],
  ['features/meetings/meeting.ts', '#platform/server/db/db.ts', 'rules and contracts are pure'],
  ['features/health/api/repository.ts', '#features/meetings/api/repository.ts', 'only through its index.ts'],
  ['platform/server/http/server.ts', '#features/meetings/contract.ts', 'platform names no feature'],
  ['features/meetings/meeting.ts', '#features/health/health.ts', 'stands alone'],
  ['features/meetings/member/MeetingPage.vue', '#features/health/member/HealthPage.vue', 'only through its contract'],
  ['ui/RollCall.vue', '#features/meetings/meeting.ts', 'no feature words'],
  ['platform/web/api/api.ts', 'pg', 'stay on the server'],
])('%s may not import %s', (from, specifier, sentence) => {
  const [found] = importsOf(from, `import x from '${specifier}';`);
  expect(found && brokenDoor(found)).toContain(sentence);
});
