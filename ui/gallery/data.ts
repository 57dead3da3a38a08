import type {
  BottomEntry,
  CompareRowProps,
  DayKind,
  Finding,
  MenuGroup,
  OrgNode,
  RollPerson,
  TrendPeriod,
  TrendSeries,
  WindowCell,
  WindowKind,
} from '../types.ts';

/** People, university and texts are invented. */
export const bottom: BottomEntry[] = [
  { key: 'committee', label: '高校党委', icon: 'committee', to: '/x/committee' },
  { key: 'school', label: '院系', icon: 'school', to: '/x/school' },
  { key: 'branch', label: '支部', icon: 'branch', to: '/branch' },
  { key: 'me', label: '我的', icon: 'me', to: '/me' },
];
export const menu: MenuGroup[] = [
  {
    items: [
      { key: 'home', label: '概览', icon: 'home', to: '/dashboard' },
      { key: 'follow', label: '需要跟进', icon: 'flag', to: '/x/f', count: 5 },
    ],
  },
  {
    title: '组织与党员',
    items: [
      { key: 'org', label: '党组织架构', icon: 'school', to: '/organisation' },
      { key: 'roster', label: '党员名册', icon: 'branch', to: '/x/r' },
      { key: 'moves', label: '组织关系', icon: 'move', to: '/x/m', count: 3 },
    ],
  },
  {
    title: '组织生活',
    items: [
      { key: 'meetings', label: '会议记录', icon: 'doc', to: '/x/d', count: 5 },
      { key: 'calendar', label: '教学日历', icon: 'clock', to: '/calendar' },
    ],
  },
  {
    title: '数据',
    items: [
      { key: 'import', label: '导入导出', icon: 'upload', to: '/import' },
      { key: 'reports', label: '报表', icon: 'table', to: '/x/t' },
    ],
  },
];
export const cells = (labels: readonly string[], kinds: readonly WindowKind[]): WindowCell[] =>
  labels.map((label, i) => ({
    key: label + i,
    label,
    kind: kinds[i] ?? 'met',
    sentence: `${label}，${kinds[i] ?? 'met'}，看记录`,
    running: i === labels.length - 1,
    to: '/x/w',
  }));
export const months12 = ['11', '12', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'];
export const people = (): RollPerson[] => [
  ...['林知远 书记', '沈若溪 组织委员', '顾清和 宣传委员', '陆鸣 纪检委员', '韩书瑶 副书记', '阿依努尔', '许一诺'].map((text, i) => ({
    id: `a${i}`,
    name: text.split(' ')[0] ?? '',
    post: text.split(' ')[1],
    state: 'present' as const,
  })),
  { id: 'b1', name: '唐嘉木', state: 'absent' },
  { id: 'b2', name: '贺思齐', state: 'absent' },
  { id: 'b3', name: '程屿', state: 'leave', reason: '外出实习' },
  { id: 'c1', name: '周以宁', state: 'present', group: '预备党员' },
  { id: 'c2', name: '苏禾', state: 'absent', group: '预备党员' },
];
export const periods: TrendPeriod[] = ['12 月', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11 月'].map((label, i) => ({
  key: `p${i}`,
  label,
  vacation: i === 2 ? '寒假' : i === 8 ? '暑假' : undefined,
  present: i === 11,
}));
export const series: TrendSeries[] = [
  { key: 'day', label: '主题党日', values: [18, 17, 4, 18, 18, 18, 17, 15, 3, 18, 18, 16] },
  { key: 'committee', label: '支委会会议', values: [13, 12, 3, 14, 13, 12, 14, 12, 4, 14, 13, 12] },
  { key: 'lesson', label: '党课', values: [9, 3, 0, 7, 8, 6, 9, 2, 0, 7, 8, 5] },
  { key: 'congress', label: '党员大会', values: [12, 4, 1, 10, 6, 5, 12, 2, 0, 9, 6, 3] },
];
export const rows: CompareRowProps[] = [
  {
    group: '教工',
    name: '计算机系教工党支部',
    to: '/x/1',
    cells: [
      { held: 12, due: 12, to: '/x/a', last: '上期 12' },
      { held: 12, due: 12, to: '/x/b', last: '上期 11' },
    ],
  },
  {
    name: '软件工程系教工党支部',
    to: '/x/2',
    cells: [
      { held: 11, due: 12, to: '/x/a', last: '上期 12' },
      { held: 12, due: 12, to: '/x/b', last: '上期 12' },
    ],
  },
  {
    name: '实验中心党支部',
    to: '/x/3',
    cells: [
      { held: 12, due: 12, to: '/x/a', last: '上期 10' },
      { held: 0, due: 0, na: '不适用', naWhy: '不设支委会' },
    ],
  },
  {
    group: '本科生',
    name: '本科生第一党支部',
    to: '/x/4',
    cells: [
      { held: 10, due: 10, to: '/x/a', last: '上期 10' },
      { held: 10, due: 10, to: '/x/b', last: '上期 10' },
    ],
  },
  {
    name: '本科生第三党支部',
    to: '/x/5',
    cells: [
      { held: 8, due: 10, to: '/x/a', last: '上期 10' },
      { held: 10, due: 10, to: '/x/b', last: '上期 9' },
    ],
  },
];
export const findings: Finding[] = [
  {
    id: '1',
    name: '本科生第二党支部',
    what: '9 月没有支委会会议记录',
    seen: '支部 10 月 1 日看到',
    article: '《支部工作条例》第十二条',
    actions: [{ key: 'record', label: '看记录' }],
    to: '/x/1',
  },
  {
    id: '2',
    name: '硕士生第一党支部',
    what: '第三季度没有党员大会记录',
    note: '已说明：书记更替，待采纳',
    seen: '支部 10 月 1 日看到',
    article: '《支部工作条例》第十一条',
    actions: [{ key: 'explained', label: '看说明' }],
    to: '/x/2',
  },
  {
    id: '3',
    name: '博士生党支部',
    what: '任期已届满，未见延期批复',
    seen: '支部 10 月 21 日看到',
    article: '《选举工作条例》第三条',
    actions: [{ key: 'record', label: '看记录' }],
    to: '/x/3',
  },
];
const branch = (id: string, name: string, kind: string, count: number, dissolved?: string): OrgNode => ({ id, name, kind, count, dissolved });
export const tree: OrgNode[] = [
  {
    id: 'root',
    name: '信息学院党委',
    count: 412,
    children: [
      branch('t1', '计算机系教工党支部', '教工', 31),
      branch('t2', '软件工程系教工党支部', '教工', 28),
      branch('t3', '实验中心党支部', '教工', 6),
      branch('u1', '本科生第一党支部', '本科生', 22),
      {
        ...branch('u2', '本科生第二党支部', '本科生', 12),
        children: [branch('g1', '第一党小组', '党小组', 6), branch('g2', '第二党小组', '党小组', 6)],
      },
      branch('u3', '本科生第三党支部', '本科生', 19),
      branch('r1', '离退休党支部', '离退休', 37),
      branch('x1', '访学临时党支部', '已撤销', 0, '2024'),
    ],
  },
];
/** Weekdays of two terms, less the holidays, with the two days worked instead. */
export function teachingDays(): Record<string, DayKind> {
  const days: Record<string, DayKind> = {};
  for (let t = Date.UTC(2026, 7, 31); t <= Date.UTC(2027, 6, 16); t += 86_400_000) {
    const day = new Date(t).toISOString().slice(0, 10);
    const weekday = new Date(t).getUTCDay();
    if (weekday && weekday < 6 && !(day > '2027-01-15' && day < '2027-02-22')) days[day] = 'teaching';
  }
  for (const day of ['2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2027-01-01', '2027-04-05'])
    days[day] = 'holiday';
  for (const day of ['2026-09-20', '2026-10-10']) days[day] = 'shifted';
  return days;
}
export const months = () => {
  const days = teachingDays();
  return Array.from({ length: 12 }, (_, i) => {
    const key = `${i < 4 ? 2026 : 2027}-${String(((i + 8) % 12) + 1).padStart(2, '0')}`;
    const count = Object.entries(days).filter(([day, kind]) => day.startsWith(key) && kind !== 'holiday').length;
    return { key, label: `${Number(key.slice(5))} 月`, count, na: count < 10 ? '不适用' : undefined };
  });
};
