/** The demo accounts, which share a password, and an account without one for everybody else by 学工号. */

import type { Told } from './branch.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { BulkWriter } from './rows.ts';

export const DEMO_PASSWORD = 'lianxin-demo';

/** Sign-in names and whose they are: all of one school, so that they can work together. */
const ROLES = [
  ['committee', '高校党委书记', '严守正'],
  ['publicity', '宣传部', '罗听澜'],
  ['organisation', '组织部', '齐思远'],
  ['school', '信息学院组织员', '温见山'],
  ['branch', '支部书记', '林知远'],
  ['member', '党员', '许一诺'],
  ['activist', '入党积极分子', '孟繁星'],
  ['guest', '群众', '白露'],
  ['operator', '平台管理员', '薛岩'],
] as const;

export const DEMO_USERNAMES: readonly string[] = ROLES.map(([username]) => username);

export type AccountsOf = {
  readonly people: readonly Person[];
  readonly shown: Told | undefined;
  readonly named: ReadonlyMap<string, Person>;
  readonly outsiders: readonly Person[];
  readonly passwordHash: string;
  readonly at: Date;
};

export function addAccounts(
  writer: BulkWriter,
  random: Random,
  { people, shown, named, outsiders, passwordHash, at }: AccountsOf,
): { username: string; name: string; role: string }[] {
  const shownPeople = shown?.own ?? [];
  const special = new Map<string, { username: string; name: string; role: string }>();
  for (const [username, role, name] of ROLES) {
    const person = shownPeople.find((one) => one.name === name) ?? outsiders.find((one) => one.name === name) ?? named.get(name);
    if (person && !special.has(person.id)) special.set(person.id, { username, name, role });
  }
  for (const person of people) {
    const role = special.get(person.id);
    writer.add('accounts', {
      id: random.id(at.getTime()),
      username: role?.username ?? person.staffNumber,
      personId: person.id,
      name: person.name,
      passwordHash: role ? passwordHash : null,
      state: 'active',
      failed: 0,
      language: 'zh-CN',
      createdAt: at,
      version: 1,
    });
  }
  return [...special.values()].sort((a, b) => ROLES.findIndex(([name]) => name === a.username) - ROLES.findIndex(([name]) => name === b.username));
}
