import type { TestProject } from 'vitest/node';
import { buildClients } from '#apps/server/build-clients.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server with the demo university, shared by the journeys that only read or work in rows of their own. */
    demoUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // While writing a journey, a server that runs already saves its start.
  if (process.env.E2E_URL) {
    project.provide('demoUrl', process.env.E2E_URL);
    return async () => undefined;
  }
  await buildClients(console.log);
  const demo = await startServer();
  project.provide('demoUrl', demo.url);
  return async () => {
    await demo.stop();
    demo.remove();
  };
}
