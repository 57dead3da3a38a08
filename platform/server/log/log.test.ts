import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('an error is logged without the values that PostgreSQL quotes', () => {
  let text = '';
  const log = createLog('error');
  const sink = pino(
    { serializers: log[pino.symbols.serializersSym as never] as never },
    new Writable({
      write(chunk, _encoding, next) {
        text += String(chunk);
        next();
      },
    }),
  );
  sink.error({ err: new Error('duplicate key value: Key (id_number)=(990101199003070015) already exists, phone 13800001111') }, 'unexpected');
  expect(text).toContain('Key (id_number)');
  expect(text).not.toContain('990101199003070015');
  expect(text).not.toContain('13800001111');
});
