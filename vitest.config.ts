import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [
            'platform/shared/**/*.test.ts',
            'platform/web/**/*.test.ts',
            'ui/**/*.test.ts',
            'features/*/*.test.ts',
            'features/*/{member,console}/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: [
            'features/**/*.api.test.ts',
            'apps/server/**/*.api.test.ts',
            'demo/**/*.test.ts',
            'platform/server/**/*.test.ts',
            'testing/gates/**/*.test.ts',
            'testing/stories/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          globalSetup: ['testing/setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'promises',
          include: ['testing/promises/**/*.test.ts'],
          globalSetup: ['testing/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
