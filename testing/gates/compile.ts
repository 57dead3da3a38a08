import { z } from 'zod';
import { routes } from '#platform/server/http/feature.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { sentences } from '#platform/shared/sentences/sentences.ts';

/** What must not compile. Each line below an `@ts-expect-error` is a gate: were it open, the type check would fail here. */
const catalogue = sentences({ known_no: { kind: 'conflict', zh: '不行。', en: 'No.' } });
const base = { method: 'GET', path: '/x', summary: { zh: '', en: '' }, output: z.void() } as const;

// @ts-expect-error an endpoint without a rule
export const withoutRule = contract(catalogue, { x: { ...base, refusals: [] } });

// @ts-expect-error a refusal code without a sentence
export const withoutSentence = contract(catalogue, { x: { ...base, policy: anyone, refusals: ['unknown_no'] } });

const whole = contract(catalogue, { x: { ...base, policy: anyone, refusals: ['known_no'] } });

// @ts-expect-error a contract without its use-case
export const withoutHandler = routes(whole, {});

// @ts-expect-error a sentence without its English
export const withoutEnglish = sentences({ half: { kind: 'conflict', zh: '不行。' } });
