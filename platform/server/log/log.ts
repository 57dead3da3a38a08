import { type Logger, pino } from 'pino';

/** JSON lines with a request id and no personal data: no bodies, no query strings, no addresses, no cookies. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { service: 'lianxin' },
    serializers: {
      err: (error: Error) => ({ type: error.name, message: plain(error.message), stack: plain(error.stack ?? '') }),
      req: () => undefined,
      res: () => undefined,
    },
  });
}

/** PostgreSQL names the offending values in `Key (…)=(…)` and `Failing row contains`; a log keeps the constraint only. */
function plain(text: string): string {
  return text
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/Failing row contains[^\n]*/g, 'Failing row contains …')
    .replace(/\b\d{11,18}[\dXx]?\b/g, '…');
}
