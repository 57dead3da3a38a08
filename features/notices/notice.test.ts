import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Actor, anonymous } from '#platform/shared/actor/actor.ts';
import { noticeKinds } from './notice.ts';
import { mayHear, mayReadNotice } from './policy.ts';

const member: Actor = {
  ...anonymous,
  kind: 'person',
  accountId: 'a',
  personId: 'me',
  category: 'full',
  branch: { id: 'b', path: '1.2.3', name: '' },
};
const activist: Actor = { ...member, category: 'activist' };
const guest: Actor = { ...member, category: 'nonMember', branch: null };
const organiser: Actor = {
  ...member,
  branch: { id: 's', path: '1.2.9', name: '' },
  post: {
    id: 'p',
    kind: 'organiser',
    organisationId: 'o',
    organisationName: '',
    organisationKind: 'committee',
    path: '1.2',
    scope: '1.2',
    department: null,
  },
};

describe('who hears that something changed', () => {
  test.each([
    ['a member, of their branch', member, { path: '1.2.3' }, true],
    ['a member, of the branch beside it', member, { path: '1.2.4' }, false],
    ['a member, of the school above', member, { path: '1.2' }, false],
    ['an activist, of the branch that looks after them', activist, { path: '1.2.3' }, true],
    ['a guest, of any branch', guest, { path: '1.2.3' }, false],
    ['an organiser, of a branch of the school', organiser, { path: '1.2.3' }, true],
    ['an organiser, of another school', organiser, { path: '1.5.3' }, false],
    ['a member, what is yet the branch’s own affair', member, { path: '1.2.3', ownOnly: true }, true],
    ['an activist, what is the branch’s own affair', activist, { path: '1.2.3', ownOnly: true }, false],
    ['an organiser, what is yet a branch’s own affair', organiser, { path: '1.2.3', ownOnly: true }, false],
    ['a member, about themselves', member, { personId: 'me', path: '1.5' }, true],
    ['a member, about a neighbour in the same branch', member, { personId: 'other', path: '1.2.3' }, false],
    ['a member, their own job', member, { accountId: 'a' }, true],
    ['a member, the job of another', member, { accountId: 'b' }, false],
    ['anybody signed in, a gap in the line', guest, {}, true],
    ['a stranger, a gap in the line', anonymous, {}, false],
  ])('%s', (_, actor, event, hears) => expect(mayHear(actor, event)).toBe(hears));
});

test.each([
  ['one’s own', member, 'me', 'yes'],
  ['another’s', member, 'other', 'not_found'],
  ['a stranger', anonymous, 'me', 'not_signed_in'],
])('a notice: %s', (_, actor, personId, answer) => {
  const may = mayReadNotice(actor, { personId });
  expect(may.ok ? 'yes' : may.code).toBe(answer);
});

test('every kind has its words in both languages', () => {
  const words = readFileSync(join(import.meta.dirname, 'member/words.ts'), 'utf8');
  for (const kind of noticeKinds) expect([kind, words.match(new RegExp(`^ {6}${kind}: '.{4,}',$`, 'gm'))?.length]).toEqual([kind, 2]);
});
