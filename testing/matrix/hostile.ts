import fc from 'fast-check';

type Json = { readonly [key: string]: unknown };

/** Texts that have broken other systems: quotes, control characters, half surrogates, templates, paths, formulas, markup. */
const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  "'; DROP TABLE persons; --",
  "' OR '1'='1",
  '%',
  '_',
  '\\',
  '%_\\',
  '"',
  '`',
  '$1',
  '$\u007b7*7}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("http://x")',
  '@SUM(1)',
  '\ud800',
  '\udfff\ud800',
  '\u202e反转',
  '\ufeff',
  '👨‍👩‍👧‍👦'.repeat(40),
  '字'.repeat(5000),
  'null',
  'undefined',
  'NaN',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  '9'.repeat(400),
  '1e400',
  '-1',
  '0x10',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '2026-11-24T25:00:00+08:00',
  '2026-11-24T10:00:00+99:00',
  '2026-W48',
  '2026-Q9',
  'eyJ4IjoxfQ',
  'bnVsbA',
  'W10',
  'e30',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
export const hostileText = fc.constantFrom(...hostileTexts);
const hostileNumber = fc.constantFrom(0, -0, -1, 1, 0.1, 1e21, 1e308, -1e308, 2147483647, 2147483648, -2147483649, 9007199254740992, 5e-324);

export function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i += 1) value = i % 2 ? [value] : { a: value };
  return value;
}

const anything: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constant(null),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
  fc.constant([null]),
  fc.constant({ toString: 1, length: -1 }),
  fc.constant(deep(60)),
  fc.array(hostileText, { maxLength: 3 }),
);

/** Values of a JSON schema, near enough to pass its parser often and wrong often enough to try it. */
export function arbitraryOf(schema: Json, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  const good = plainOf(schema, ids, depth);
  return fc.oneof({ weight: depth === 0 ? 30 : 8, arbitrary: good }, { weight: 1, arbitrary: anything });
}

function plainOf(schema: Json, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const options = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
  if (options && options.length > 0) return fc.oneof(...options.map((option) => arbitraryOf(option, ids, depth + 1)));
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries((schema.properties as Record<string, Json> | undefined) ?? {});
      const required = new Set((schema.required as string[] | undefined) ?? []);
      return fc.record(Object.fromEntries(properties.map(([name, value]) => [name, arbitraryOf(value, ids, depth + 1)])), {
        requiredKeys: fc.sample(fc.boolean(), { numRuns: 1, seed: properties.length })[0] ? undefined : [...required],
      } as never);
    }
    case 'array':
      return depth > 6 ? fc.constant([]) : fc.array(arbitraryOf((schema.items as Json | undefined) ?? {}, ids, depth + 1), { maxLength: 3 });
    case 'integer':
      return fc.oneof(
        fc.integer({ min: Math.max(-1e6, Number(schema.minimum ?? -5)), max: Math.min(1e6, Number(schema.maximum ?? 1e6)) }),
        hostileNumber,
      );
    case 'number':
      return fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), hostileNumber);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema, ids);
    default:
      return anything;
  }
}

function textOf(schema: Json, ids: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() });
  if (schema.format === 'date') return fc.constantFrom('2026-11-24', '2026-11-26', '2024-02-29', '1900-01-01', '9999-12-31', '0001-01-01');
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-11-24T10:00:00+08:00', '2026-11-26T19:00:00+08:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00');
  if ('example' in schema) return fc.oneof(fc.constant(String(schema.example)), hostileText);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('讨论年度工作', '明理楼 302', '已补正') },
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
}
