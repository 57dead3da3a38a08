/** The schools of the demo university and the departments of its committee with the duties they publish. */
import type { Composition, Department, OrganisationKind } from '#features/organisations/organisation.ts';

export type SchoolPlan = {
  readonly name: string;
  readonly kind: Extract<OrganisationKind, 'committee' | 'generalBranch' | 'directBranch'>;
  readonly units: readonly string[];
};

/** The first is the school of the demo accounts. */
const SCHOOLS: readonly SchoolPlan[] = [
  { name: '信息学院', kind: 'committee', units: ['计算机系', '软件工程系', '通信工程系'] },
  { name: '数学学院', kind: 'generalBranch', units: ['基础数学系', '统计学系'] },
  { name: '物理学院', kind: 'committee', units: ['物理系', '光电系', '大学物理教研室'] },
  { name: '化学化工学院', kind: 'committee', units: ['化学系', '化工系', '分析测试中心'] },
  { name: '机械工程学院', kind: 'committee', units: ['机械系', '材料成型系', '工程训练中心'] },
  { name: '土木建筑学院', kind: 'committee', units: ['土木系', '建筑系'] },
  { name: '经济管理学院', kind: 'committee', units: ['经济系', '工商管理系', '会计系'] },
  { name: '文学院', kind: 'committee', units: ['中文系', '历史系', '新闻系'] },
  { name: '外国语学院', kind: 'generalBranch', units: ['英语系', '日语系', '大学外语教研室'] },
  { name: '医学院', kind: 'committee', units: ['基础医学系', '临床医学系', '护理系'] },
  { name: '机关', kind: 'committee', units: ['教务处', '人事处', '财务处', '后勤处'] },
  { name: '图书馆', kind: 'directBranch', units: [] },
  { name: '法学院', kind: 'committee', units: ['民商法教研室', '刑法教研室'] },
  { name: '生命科学学院', kind: 'committee', units: ['生物系', '生态系'] },
  { name: '环境学院', kind: 'generalBranch', units: ['环境科学系', '环境工程系'] },
  { name: '艺术学院', kind: 'generalBranch', units: ['设计系', '音乐系'] },
  { name: '体育学院', kind: 'generalBranch', units: ['体育教育系', '运动训练系'] },
  { name: '地球科学学院', kind: 'committee', units: ['地质系', '地理系'] },
  { name: '电气工程学院', kind: 'committee', units: ['电机系', '电力系统系'] },
  { name: '材料学院', kind: 'committee', units: ['金属材料系', '高分子系'] },
];

/** The plan of school number `index`; beyond the named ones, by number. */
export function schoolPlan(index: number): SchoolPlan {
  return SCHOOLS[index] ?? { name: `第${index + 1}学院`, kind: 'committee', units: ['教研一室', '教研二室'] };
}

export type BranchName = { readonly name: string; readonly composition: Composition };
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ordinal = (n: number) =>
  n <= 10
    ? (NUMBERS[n - 1] ?? '')
    : n < 20
      ? `十${NUMBERS[n - 11] ?? ''}`
      : `${NUMBERS[Math.floor(n / 10) - 1] ?? ''}十${n % 10 === 0 ? '' : (NUMBERS[(n % 10) - 1] ?? '')}`;

const PATTERN: readonly Composition[] = [
  'staff',
  'undergraduate',
  'graduate',
  'undergraduate',
  'staff',
  'graduate',
  'retired',
  'undergraduate',
  'graduate',
  'joint',
  'undergraduate',
  'staff',
  'mixed',
  'graduate',
];
const OF_OFFICES: readonly Composition[] = ['staff', 'staff', 'staff', 'joint', 'staff', 'retired'];
const ORDER: readonly Composition[] = ['staff', 'undergraduate', 'graduate', 'retired', 'mixed', 'joint'];

/** Names and types of `count` branches of a school, staff before students. */
export function branchNames(school: SchoolPlan, count: number): BranchName[] {
  const pattern = school.name === '机关' ? OF_OFFICES : PATTERN;
  const compositions = Array.from({ length: count }, (_, i) => pattern[i % pattern.length] as Composition).sort(
    (a, b) => ORDER.indexOf(a) - ORDER.indexOf(b),
  );
  const seen = new Map<Composition, number>();
  return compositions.map((composition) => {
    const n = (seen.get(composition) ?? 0) + 1;
    seen.set(composition, n);
    const unit = school.units[(n - 1) % school.units.length] ?? '';
    const round = Math.floor((n - 1) / Math.max(1, school.units.length));
    const later = n > 1 ? `第${ordinal(n)}` : '';
    switch (composition) {
      case 'staff':
        return { name: `${unit}教工${round > 0 ? `第${ordinal(round + 1)}` : ''}党支部`, composition };
      case 'undergraduate':
        return { name: `本科生第${ordinal(n)}党支部`, composition };
      case 'graduate':
        return {
          name: n % 3 === 0 ? `博士生${n > 3 ? `第${ordinal(n / 3)}` : ''}党支部` : `硕士生第${ordinal(n - Math.floor(n / 3))}党支部`,
          composition,
        };
      case 'retired':
        return { name: `离退休${later}党支部`, composition };
      case 'mixed':
        return { name: `师生${later}党支部`, composition };
      default:
        return { name: `行政实验${later}联合党支部`, composition };
    }
  });
}

/** Their duties, the clock they promise and the document it rests on. */
export const DEPARTMENTS: readonly {
  readonly name: string;
  readonly department: Department;
  readonly duties: readonly (readonly [title: string, clock: string, basis: string])[];
}[] = [
  {
    name: '组织部',
    department: 'organisation',
    duties: [
      ['党组织设立、调整、撤销的审批', '收到请示后 10 个工作日', '《支部工作条例（试行）》第四条至第八条'],
      ['换届选举请示的批复', '收到请示后 5 个工作日', '《基层组织选举工作条例》第三条'],
      ['党员名册与数据标准的维护', '每学期核对一次', '《党员教育管理工作条例》'],
      ['组织生活情况的汇总与提醒', '每月 10 日前', '《支部工作条例（试行）》第十一条至第十八条'],
      ['教学日历的设置', '每学期开学前', '学校校历'],
    ],
  },
  {
    name: '宣传部',
    department: 'publicity',
    duties: [
      ['学习材料的编发', '每月 5 日前', '《党员教育管理工作条例》'],
      ['校内要闻的审核发布', '1 个工作日', '学校新闻发布办法'],
      ['宣讲和报告会的安排', '会前 5 个工作日', '学校报告会管理办法'],
    ],
  },
  {
    name: '纪委',
    department: 'discipline',
    duties: [
      ['受理对党员、党组织的检举控告', '按规定时限', '《纪律检查机关处理检举控告工作规则》'],
      ['评优和发展对象的廉洁意见', '5 个工作日', '学校评优办法'],
      ['纪律教育', '每学期一次', '《纪律处分条例》'],
    ],
  },
  {
    name: '党校',
    department: 'partySchool',
    duties: [
      ['发展对象集中培训', '每期不少于 3 天或 24 学时', '《发展党员工作细则》第十二条'],
      ['支部书记和委员培训', '每年不少于 56 学时', '《党员教育管理工作条例》'],
      ['学时的登记与证明', '培训结束后 5 个工作日', '学校党校工作规则'],
    ],
  },
  {
    name: '学工部',
    department: 'studentAffairs',
    duties: [
      ['学生党员日常教育的指导', '每学期一次', '《普通高等学校基层组织工作条例》'],
      ['学生困难情况的核实', '5 个工作日', '学校资助管理办法'],
      ['辅导员兼任支部书记的协调', '每学年开学前', '《普通高等学校基层组织工作条例》'],
    ],
  },
];
