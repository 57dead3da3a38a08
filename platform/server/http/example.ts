import { z } from 'zod';

type Json = { [key: string]: unknown };
const PLAIN: Readonly<Record<string, unknown>> = {
  uuid: '01980000-0000-7000-8000-000000000001',
  date: '2026-11-26',
  'date-time': '2026-11-26T19:00:00+08:00',
  email: 'name@example.cn',
  uri: 'https://example.cn/',
};

/** An example of a schema: the one its author gave by `.meta({ example })`, else the plainest value that fits. */
export function exampleOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return fromJson(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json, 0);
}

function fromJson(schema: Json, depth: number): unknown {
  if ('example' in schema) return schema.example;
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const options = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
  if (options?.[0]) return fromJson(options.find((option) => option.type !== 'null') ?? options[0], depth);
  switch (schema.type) {
    case 'object': {
      const required = new Set((schema.required as string[] | undefined) ?? []);
      return Object.fromEntries(
        Object.entries((schema.properties as Record<string, Json> | undefined) ?? {})
          .filter(([key]) => required.has(key))
          .map(([key, value]) => [key, fromJson(value, depth + 1)]),
      );
    }
    case 'array':
      return depth > 8 ? [] : [fromJson((schema.items as Json | undefined) ?? {}, depth + 1)];
    case 'string':
      return PLAIN[String(schema.format)] ?? '文字'.padEnd(Number(schema.minLength ?? 0), '字');
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? 0), Number(schema.exclusiveMinimum ?? -1) + 1);
    case 'boolean':
      return true;
    default:
      return null;
  }
}
