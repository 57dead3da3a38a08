import { createServer, request } from 'node:http';
import { freePort } from './server.ts';

export type Passing = {
  readonly url: string /** Answers 502 given while the server behind was not there. */;
  readonly refused: () => number;
  close(): Promise<void>;
};

/** What a university puts before its server: it passes everything on, streams too, and answers 502 itself while nobody is behind it. */
export async function startProxy(behind: () => string): Promise<Passing> {
  let refused = 0;
  const server = createServer((asked, answer) => {
    const { hostname, port } = new URL(behind());
    const passed = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      // A stream is told of its headers at once.
      answer.flushHeaders();
      response.pipe(answer);
      response.on('error', () => answer.destroy());
      response.on('aborted', () => answer.destroy());
    });
    passed.on('error', () => {
      if (answer.headersSent) return answer.destroy();
      refused += 1;
      answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    });
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
