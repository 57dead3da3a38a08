import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Endpoint } from '#platform/shared/contract/contract.ts';
import { platformSentences, type Sentences } from '#platform/shared/sentences/sentences.ts';
import { exampleOf } from './example.ts';
import type { Feature } from './feature.ts';
import { paramsOf } from './input.ts';
import { Problem } from './problem.ts';
import { referencePage } from './reference.ts';
import { statusOf } from './status.ts';

type Mounted = { readonly feature: Feature; readonly name: string; readonly endpoint: Endpoint };
type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  return json;
}

/** What any endpoint of this shape may answer besides its own refusals. */
function platformCodes(endpoint: Endpoint): string[] {
  return [
    'invalid_input',
    'busy',
    'internal',
    // What an id in the path, the query or the body names may not be there, or not be there for the one who asks.
    ...(endpoint.path.includes(':') || endpoint.query || endpoint.body ? ['not_found'] : []),
    ...(endpoint.policy.name === 'anyone' ? [] : ['not_signed_in']),
    ...(endpoint.beforePassword ? [] : ['start_code_only_sets_password']),
    ...(endpoint.ifMatch ? ['changed_meanwhile', 'version_missing'] : []),
    ...(endpoint.method === 'POST' ? ['key_used_for_another'] : []),
    ...(endpoint.method === 'GET' ? [] : ['too_large']),
  ];
}

function operation({ feature, name, endpoint }: Mounted, catalogue: Sentences): Json {
  const parameters = [
    ...Object.entries(paramsOf(endpoint).shape).map(([key, schema]) => ({
      name: key,
      in: 'path',
      required: true,
      schema: schemaOf(schema as z.ZodType, 'input'),
    })),
    ...Object.entries(endpoint.query?.shape ?? {}).map(([key, schema]) => ({
      name: key,
      in: 'query',
      required: !(schema as z.ZodType).safeParse(undefined).success,
      schema: schemaOf(schema as z.ZodType, 'input'),
    })),
    ...(endpoint.ifMatch ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : []),
    ...(endpoint.method === 'POST'
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 8, maxLength: 200 } }]
      : []),
  ];
  const content = endpoint.upload
    ? {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: {
              file: { type: 'string', format: 'binary' },
              ...(endpoint.body ? (schemaOf(endpoint.body, 'input').properties as Json) : {}),
            },
          },
        },
      }
    : endpoint.body && {
        'application/json': { schema: schemaOf(endpoint.body, 'input'), example: endpoint.example ?? exampleOf(endpoint.body, 'input') },
      };
  const ok = endpoint.stream
    ? { description: 'A stream of events.', content: { 'text/event-stream': { schema: { type: 'string' } } } }
    : endpoint.download
      ? { description: 'A file.', content: { [endpoint.download.mediaType]: { schema: { type: 'string', format: 'binary' } } } }
      : {
          description: endpoint.summary.en,
          content: { 'application/json': { schema: schemaOf(endpoint.output, 'output'), example: exampleOf(endpoint.output, 'output') } },
        };
  const responses: Json =
    endpoint.output instanceof z.ZodVoid && !endpoint.download && !endpoint.stream ? { '204': { description: endpoint.summary.en } } : { '200': ok };
  for (const code of new Set([...endpoint.refusals, ...platformCodes(endpoint)])) {
    const status = String(statusOf(code, catalogue));
    const sentence = catalogue[code];
    const entry = (responses[status] ??= {
      description: '',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples: {} } },
    }) as { description: string; content: Record<string, { examples: Json }> };
    entry.description = [entry.description, `${code}: ${sentence?.en ?? ''}`].filter(Boolean).join('\n');
    (entry.content['application/problem+json'] as { examples: Json }).examples[code] = {
      summary: sentence?.zh ?? code,
      value: { type: `/api/docs#${code}`, title: sentence?.zh, status: Number(status), detail: sentence?.zh, code, params: {}, errors: [] },
    };
  }
  return {
    operationId: `${feature.name}.${name}`,
    tags: [feature.name],
    summary: endpoint.summary.zh,
    description: `${endpoint.summary.en}\n\nPolicy: \`${endpoint.policy.name}\``,
    'x-policy': endpoint.policy.name,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses,
  };
}

/** The OpenAPI 3.1 document of the mounted endpoints. */
export function openApiOf(mounted: readonly Mounted[], catalogue: Sentences = platformSentences): Json {
  const paths: Record<string, Json> = {};
  for (const entry of mounted) {
    const path = `/api/v1${entry.endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[entry.endpoint.method.toLowerCase()] = operation(entry, { ...catalogue, ...entry.feature.sentences });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '连心 Lianxin',
      version: '1',
      description: '高校智慧党建平台的公开接口。The public API of Lianxin; both clients use nothing else.',
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, {}],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lianxin' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  };
}

export function mountOpenApi(app: FastifyInstance, mounted: readonly Mounted[], catalogue: Sentences): void {
  let made: { text: string; page: string } | undefined;
  const make = () => {
    const document = openApiOf(mounted, catalogue);
    return { text: JSON.stringify(document), page: referencePage(document) };
  };
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send((made ??= make()).text));
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send((made ??= make()).page));
}
