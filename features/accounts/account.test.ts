import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActingPost, Actor } from '#platform/shared/actor/actor.ts';
import { anonymous } from '#platform/shared/actor/actor.ts';
import {
  acceptPassword,
  afterWrongTry,
  isUsername,
  mayTry,
  mobileNumber,
  normalStartCode,
  REST_MINUTES,
  startCodeFrom,
  TRIES,
  type Tries,
} from './account.ts';
import { issueStartCode, manageAccounts } from './policy.ts';

describe('a password', () => {
  test.each([
    ['1234567', 'password_too_short'],
    ['12345678', 'password_too_common'],
    ['PassWord', 'password_too_common'],
    ['2024100001', 'password_too_common'],
    ['correct horse', 'accepted'],
    ['八个汉字也是密码', 'accepted'],
  ])('%s: %s', (password, result) => {
    const answer = acceptPassword(password, '2024100001');
    expect(answer.ok ? 'accepted' : answer.code).toBe(result);
  });
  test('says how many characters are missing, counted as people count them', () => {
    expect(acceptPassword('𠮷野家', 'x')).toMatchObject({ params: { missing: 5 } });
  });
});

describe('wrong tries', () => {
  const now = new Date('2026-11-24T10:00:00+08:00');
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const wrongTries = (count: number): Tries =>
    Array.from({ length: count }).reduce<Tries>((tries) => afterWrongTry(tries, now), { failed: 0, lockedUntil: null });
  test('nine leave the account open, the tenth lets it rest for fifteen minutes', () => {
    expect(mayTry(wrongTries(TRIES - 1), now).ok).toBe(true);
    expect(mayTry(wrongTries(TRIES), now)).toMatchObject({ ok: false, code: 'account_locked', params: { minutes: REST_MINUTES } });
    expect(mayTry(wrongTries(TRIES), later(REST_MINUTES)).ok).toBe(true);
  });
  test('after the rest counting begins anew', () => {
    expect(afterWrongTry(wrongTries(TRIES), later(REST_MINUTES))).toEqual({ failed: 1, lockedUntil: null });
  });
});

describe('codes, numbers and names as people type them', () => {
  test('a start code is found again however it is typed', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 10, maxLength: 10 }), (random) => {
        const code = startCodeFrom(random);
        expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
        for (const typed of [code, code.toLowerCase(), code.replace('-', ' '), code.replace('-', '')])
          expect(normalStartCode(typed)).toBe(normalStartCode(code));
      }),
    ));
  test.each([
    ['13800001111', '13800001111'],
    ['+86 138-0000-1111', '13800001111'],
    ['8613800001111', '13800001111'],
    ['12800001111', null],
    ['1380000111', null],
    ['138000011112', null],
  ])('mobile number %s: %s', (typed, number) => expect(mobileNumber(typed)).toBe(number));
  test.each([
    ['admin', true],
    ['a1', false],
    ['1admin', false],
    ['管理员', false],
  ])('sign-in name %s: %s', (name, good) => expect(isUsername(name)).toBe(good));
});

describe('who manages whose account', () => {
  const post = (kind: string, scope: string, department: string | null = null): ActingPost => ({
    id: 'p',
    kind,
    organisationId: 'o',
    organisationName: '',
    organisationKind: department ? 'department' : 'branch',
    path: scope,
    scope,
    department,
  });
  const actor = (acting: ActingPost | null): Actor => ({ ...anonymous, kind: 'person', personId: 'me', post: acting });
  test.each([
    ['a secretary, a member of their branch', post('secretary', '1.2.3'), { path: '1.2.3' }, true],
    ['a secretary, a member of another branch', post('secretary', '1.2.3'), { path: '1.2.4' }, false],
    ['a secretary, a member who holds a post of the university', post('secretary', '1.2.3'), { path: '1.2.3', holds: ['1'] }, false],
    ['an organiser of the school, a member under it', post('organiser', '1.2'), { path: '1.2.3' }, true],
    ['an organiser of the school, another school', post('organiser', '1.2'), { path: '1.5.3' }, false],
    ['组织部, anybody', post('departmentStaff', '1', 'organisation'), { path: '1.5.3' }, true],
    ['宣传部, anybody', post('departmentStaff', '1', 'publicity'), { path: '1.5.3' }, false],
    ['a member without a post', null, { path: '1.2.3' }, false],
    ['a secretary, a non-member whom no organisation answers for', post('secretary', '1.2.3'), { path: null }, false],
    ['the administrator, a non-member', post('administrator', '1'), { path: null }, true],
  ])('%s', (_, acting, subject, may) => expect(manageAccounts(actor(acting), subject).ok).toBe(may));
  test.each([
    ['while 组织部 works, a person without a post', false, { path: '1.2.3', posted: false }, true],
    ['while 组织部 works, a person with a post', false, { path: '1.2.3', posted: true }, false],
    ['while nobody works there, a person with a post', true, { path: '1.2.3', posted: true }, true],
  ])('start codes of the administrator: %s', (_, settingUp, subject, may) =>
    expect(issueStartCode(actor({ ...post('administrator', '1'), settingUp }), subject).ok).toBe(may),
  );
});
