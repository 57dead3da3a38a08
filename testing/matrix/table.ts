import { operations } from './operations.ts';
import { type PlaceKey, places, placeWords, type RoleKey, roles } from './roles.ts';

/** What was answered: operation → way of asking → role → places where the answer was yes. */
export type Observed = Map<string, Map<string, Map<RoleKey, Set<PlaceKey>>>>;
type Row = {
  readonly room: string;
  readonly name: string;
  readonly method: string;
  readonly policy: string;
  readonly zh: string;
  readonly when: string;
  readonly cells: readonly string[];
};

/** Rows of the table: ways of asking with the same answers share one. */
export function rowsOf(observed: Observed): Row[] {
  return operations.flatMap(({ key, room, name, endpoint }) => {
    const groups = new Map<string, { ways: string[]; cells: string[] }>();
    for (const [way, byRole] of observed.get(key) ?? []) {
      const cells = roles.map((role) =>
        places
          .filter((place) => byRole.get(role.key)?.has(place))
          .map((place) => placeWords[place].sign)
          .join(''),
      );
      const at = cells.join('|');
      if (!groups.has(at)) groups.set(at, { ways: [], cells });
      groups.get(at)?.ways.push(way);
    }
    return [...groups.values()].map(({ ways, cells }) => ({
      room,
      name,
      method: endpoint.method,
      policy: endpoint.policy.name,
      zh: endpoint.summary.zh,
      when: groups.size === 1 ? '' : ways.filter(Boolean).join(', '),
      cells,
    }));
  });
}

/** The table as people read it. */
export function markdownOf(rows: readonly Row[]): string {
  const lines = [
    '# 谁能在哪里做什么 Who may do what, and where',
    '',
    '由 `npm run permissions` 从正在运行的接口逐一询问得出，不要手改；改动规则后重新生成，并逐行看过差别再提交。',
    'Made by `npm run permissions`, which asks the running server everything as everybody. Do not edit by hand: generate it anew after a rule has changed, and read the difference before it is committed.',
    '',
    ...places.map((place) => `- **${placeWords[place].sign}** ${placeWords[place].zh} ${placeWords[place].en}`),
    '',
    '空格：不能（未登录 401、无权 403、不存在 404，或列表为空）。已放行、但因会议状态等规则而未办成的，算能。积极分子至支部书记都在“本”支部；其余职务的本人组织关系在别处。',
    'Blank: no (401, 403, 404, or an empty list). Let in and then refused by a rule, such as the state of a meeting, counts as yes. The roles from activist to branch secretary belong to 本; the others have their own membership elsewhere.',
  ];
  let room = '';
  for (const row of rows) {
    if (row.room !== room) {
      room = row.room;
      lines.push(
        '',
        `## ${room}`,
        '',
        `| | 规则 policy | ${roles.map((role) => `${role.zh} ${role.en}`).join(' | ')} |`,
        `|${' --- |'.repeat(roles.length + 2)}`,
      );
    }
    lines.push(`| ${row.method} \`${row.name}\` ${row.zh}${row.when ? ` (${row.when})` : ''} | ${row.policy} | ${row.cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** The committed table as expectation: row label → cells. */
export function expectationOf(markdown: string): Map<string, readonly string[]> {
  const rows = new Map<string, readonly string[]>();
  let room = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) room = line.slice(3);
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const label = /^[A-Z]+ `(\w+)`.*?(?: \(([^()]*)\))?$/.exec(cells[0] ?? '');
    if (label) rows.set(`${room}.${label[1]}${label[2] ? ` (${label[2]})` : ''}`, cells.slice(2));
  }
  return rows;
}
