import { describe, expect, test } from 'vitest';
import { candidatesFor, isPersonVote, mayStand, type Standing } from './candidate.ts';
import { voteKinds } from './kind.ts';

const heldOn = '2026-11-26';
const person = (category: Standing['category'], admittedOn: string | null = null, convertedOn: string | null = null): Standing => ({
  category,
  admittedOn,
  convertedOn,
});

describe('who can stand', () => {
  test.each([
    { vote: 'admission', who: 'a development target', ...person('candidate'), may: true },
    { vote: 'admission', who: 'an activist', ...person('activist'), may: true },
    { vote: 'admission', who: 'an applicant', ...person('applicant'), may: false },
    { vote: 'admission', who: 'one outside the party', ...person('nonMember'), may: false },
    { vote: 'admission', who: 'a probationary member', ...person('probationary', '2026-03-01'), may: false },
    { vote: 'admission', who: 'one admitted by this very meeting', ...person('probationary', heldOn), may: true },
    { vote: 'admission', who: 'a full member', ...person('full', '2024-03-01', '2025-03-01'), may: false },
    { vote: 'conversion', who: 'a probationary member', ...person('probationary', '2025-11-20'), may: true },
    { vote: 'conversion', who: 'one whose probation ended last week', ...person('full', '2025-11-19', '2026-11-19'), may: true },
    { vote: 'conversion', who: 'one whose probation ended half a year ago', ...person('full', '2025-05-26', '2026-05-26'), may: true },
    { vote: 'conversion', who: 'one whose probation ended half a year and a day ago', ...person('full', '2025-05-25', '2026-05-25'), may: false },
    { vote: 'conversion', who: 'a development target', ...person('candidate'), may: false },
  ] as const)('$vote of $who: $may', ({ vote, may, category, admittedOn, convertedOn }) => {
    expect(mayStand(vote, { category, admittedOn, convertedOn }, heldOn).ok).toBe(may);
  });

  test('the refusal names the vote', () => {
    expect(mayStand('admission', person('full', '2020-01-01', '2021-01-01'), heldOn)).toMatchObject({ code: 'not_to_be_admitted' });
    expect(mayStand('conversion', person('activist'), heldOn)).toMatchObject({ code: 'not_to_be_converted' });
  });

  test('development targets are listed before activists, nobody else with them', () => {
    const people = [person('activist'), person('full', '2020-01-01', '2021-01-01'), person('candidate'), person('applicant')];
    expect(candidatesFor('admission', people, heldOn, heldOn).map((one) => one.category)).toEqual(['candidate', 'activist']);
    expect(candidatesFor('conversion', people, heldOn, heldOn)).toEqual([]);
  });

  test('whom the roster has as converted is offered for a meeting of a day gone by, and for none to come', () => {
    const people = [person('probationary', '2025-11-20'), person('full', '2025-11-19', '2026-11-19')];
    expect(candidatesFor('conversion', people, heldOn, '2026-11-24')).toEqual([people[0]]);
    expect(candidatesFor('conversion', people, heldOn, heldOn)).toEqual([people[0]]);
    expect(candidatesFor('conversion', people, heldOn, '2026-11-27')).toEqual(people);
  });

  test('two votes are about a person', () => {
    expect(voteKinds.filter(isPersonVote)).toEqual(['admission', 'conversion']);
  });
});
