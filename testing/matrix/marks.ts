import type { Operation } from './operations.ts';
import { type Role, roles, type Spot } from './roles.ts';
import { nameMark, ownMark, type Scene, textMark } from './scene.ts';
import { belongsIn, forTheHouse, forThoseBeneath, standsOver } from './second-answer.ts';

const spots: readonly Spot[] = [
  'own',
  'sibling',
  'elsewhere',
  'school',
  'university',
  'office',
  'otherSchool',
  'officeCommittee',
  'organisationDepartment',
  'publicityDepartment',
];

/** Canaries in an answer that its reader may not see: names of people and words of records from places that are not theirs. */
export function marksSeen(scene: Scene, role: Role, operation: Operation, text: string): string[] {
  const found: string[] = [];
  for (const spot of spots) {
    const over = standsOver(scene, role, spot);
    const mine = belongsIn(role, spot);
    const leaders = operation.key in forThoseBeneath || operation.key in forTheHouse;
    // The administrator reads who has an account and what was done with it, not what people wrote.
    const mayRead = role.key === 'administrator' ? operation.room === 'organisations' : over || mine;
    if (text.includes(textMark(spot)) && !mayRead && !leaders) found.push(textMark(spot));
    if (text.includes(nameMark(spot)) && !over && !mine && !leaders) found.push(nameMark(spot));
  }
  for (const other of roles) {
    if (other.key === role.key || !text.includes(ownMark(other.key))) continue;
    const leads = role.key !== 'administrator' && standsOver(scene, role, other.memberOf ?? 'university');
    if (!leads) found.push(ownMark(other.key));
  }
  return found;
}
