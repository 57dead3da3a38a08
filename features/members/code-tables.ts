/**
 * The code tables of the data standard. A value is kept as its code and shown by its label; a workbook carries labels.
 * National tables keep their own numbers: GB/T 2261.1 (sex), GB/T 3304 (ethnic groups), GB/T 4658 (education), GB/T 6864 (degrees).
 */
export type CodeEntry = { readonly code: string; readonly zh: string; readonly en: string; readonly aliases?: readonly string[] };
export type CodeTable = { readonly standard: string; readonly entries: readonly CodeEntry[] };

/** `code 中文 English words`, one entry a line; further Chinese forms after the first with a slash. */
function table(standard: string, lines: string): CodeTable {
  const entries = lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', names = '', ...en] = line.trim().split(' ');
      const [zh = '', ...aliases] = names.split('/');
      return { code, zh, en: en.join(' '), ...(aliases.length > 0 && { aliases }) };
    });
  return { standard, entries };
}

export const SEXES = table(
  'GB/T 2261.1',
  `
male 男 male
female 女 female`,
);

const ETHNIC = `汉 Han,蒙古 Mongol,回 Hui,藏 Tibetan,维吾尔 Uygur,苗 Miao,彝 Yi,壮 Zhuang,布依 Buyei,朝鲜 Korean,满 Manchu,侗 Dong,瑶 Yao,白 Bai,土家 Tujia,哈尼 Hani,哈萨克 Kazak,傣 Dai,黎 Li,傈僳 Lisu,佤 Va,畲 She,高山 Gaoshan,拉祜 Lahu,水 Sui,东乡 Dongxiang,纳西 Naxi,景颇 Jingpo,柯尔克孜 Kirgiz,土 Tu,达斡尔 Daur,仫佬 Mulao,羌 Qiang,布朗 Blang,撒拉 Salar,毛南 Maonan,仡佬 Gelao,锡伯 Xibe,阿昌 Achang,普米 Pumi,塔吉克 Tajik,怒 Nu,乌孜别克 Uzbek,俄罗斯 Russian,鄂温克 Ewenki,德昂 Deang,保安 Bonan,裕固 Yugur,京 Gin,塔塔尔 Tatar,独龙 Derung,鄂伦春 Oroqen,赫哲 Hezhen,门巴 Monba,珞巴 Lhoba,基诺 Jino`;

/** GB/T 3304: 56 groups, written with or without 族. */
export const ETHNIC_GROUPS: CodeTable = {
  standard: 'GB/T 3304',
  entries: ETHNIC.split(',').map((item, index) => {
    const [name = '', en = ''] = item.split(' ');
    return { code: String(index + 1).padStart(2, '0'), zh: `${name}族`, en, aliases: [name] };
  }),
};

/** GB/T 4658; it has no entry for those still studying, so the four with an `s` are this platform's own. */
export const EDUCATIONS = table(
  'GB/T 4658',
  `
11 博士研究生/博士研究生毕业 doctoral graduate
12 博士研究生结业 doctoral studies completed
13 博士研究生肄业 doctoral studies broken off
11s 博士研究生在读 doctoral student
14 硕士研究生/硕士研究生毕业 master's graduate
15 硕士研究生结业 master's studies completed
16 硕士研究生肄业 master's studies broken off
14s 硕士研究生在读 master's student
17 研究生班毕业 postgraduate class
21 大学本科/大学本科毕业 university graduate
22 大学本科结业 university studies completed
23 大学本科肄业 university studies broken off
21s 大学本科在读 undergraduate
28 大学普通班毕业 ordinary university class
31 大学专科/大学专科毕业 college graduate
32 大学专科结业 college studies completed
33 大学专科肄业 college studies broken off
31s 大学专科在读 college student
41 中等专科/中等专科毕业 secondary specialised school
42 中等专科结业 secondary specialised, completed
43 中等专科肄业 secondary specialised, broken off
44 职业高中/职业高中毕业 vocational high school
45 职业高中结业 vocational high school, completed
46 职业高中肄业 vocational high school, broken off
47 技工学校/技工学校毕业 technical school
48 技工学校结业 technical school, completed
49 技工学校肄业 technical school, broken off
61 普通高中/普通高中毕业 high school
62 普通高中结业 high school, completed
63 普通高中肄业 high school, broken off
71 初中/初中毕业 junior high school
73 初中肄业 junior high school, broken off
81 小学/小学毕业 primary school
83 小学肄业 primary school, broken off
90 其他 other`,
);

const DISCIPLINES =
  '01 哲学 philosophy,02 经济学 economics,03 法学 law,04 教育学 education,05 文学 literature,06 历史学 history,07 理学 science,08 工学 engineering,09 农学 agriculture,10 医学 medicine,11 军事学 military science,12 管理学 management,13 艺术学 arts';
const degreesOf = (level: string, zh: string, en: string): string =>
  DISCIPLINES.split(',')
    .map((item) => {
      const [number = '', name = '', ...words] = item.split(' ');
      return `${level}${number} ${name}${zh} ${en} of ${words.join(' ')}`;
    })
    .join('\n');

/** GB/T 6864, by level, by branch of learning, and the professional degrees in use at universities. */
export const DEGREES = table(
  'GB/T 6864',
  `
1 名誉博士 honorary doctor
2 博士 doctor
${degreesOf('2', '博士', 'doctor')}
245 临床医学博士 doctor of clinical medicine
246 兽医博士 doctor of veterinary medicine
247 口腔医学博士 doctor of stomatology
3 硕士 master
${degreesOf('3', '硕士', 'master')}
345 法律硕士 master of laws (professional)
346 教育硕士 master of education (professional)
347 工程硕士 master of engineering (professional)
348 建筑学硕士 master of architecture
349 临床医学硕士 master of clinical medicine
350 工商管理硕士 master of business administration
351 农业推广硕士 master of agricultural extension
352 兽医硕士 master of veterinary medicine
353 公共管理硕士 master of public administration
354 口腔医学硕士 master of stomatology
355 公共卫生硕士 master of public health
356 军事硕士 master of military affairs
4 学士 bachelor
${degreesOf('4', '学士', 'bachelor')}
440 建筑学学士 bachelor of architecture`,
);

export const IDENTITIES = table(
  '身份类别',
  `
undergraduate 本科生 undergraduate
master 硕士研究生 master's student
doctoral 博士研究生 doctoral student
teacher 专任教师 teacher
administrative 管理人员 administrative staff
worker 工勤人员 support staff
retired 离退休人员 retired
other 其他 other`,
);

export const PERSON_CATEGORIES = table(
  '人员类别',
  `
applicant 入党申请人 applicant
activist 入党积极分子 activist
candidate 发展对象 candidate
probationary 预备党员 probationary member
full 正式党员 full member
nonMember 群众 non-member`,
);

/** The posts that a roster can carry; reviewers, department staff and administrators are appointed on their own page. */
export const POSTS = table(
  '党内职务',
  `
secretary 书记 secretary
deputySecretary 副书记 deputy secretary
organisationOfficer 组织委员 organisation officer
publicityOfficer 宣传委员 publicity officer
disciplineOfficer 纪检委员 discipline officer
committeeMember 委员/青年委员/统战委员/群众工作委员/群工委员/保密委员/生活委员/文体委员 committee member
groupLeader 党小组组长 group leader
organiser 组织员 organiser
clerk 党务干事 party affairs clerk
treasurer 党费管理员 treasurer of dues`,
);

export const ORGANISATION_KINDS = table(
  '组织类别',
  `
committee 党委 committee
generalBranch 党总支 general branch
directBranch 直属党支部 branch directly under the university committee
branch 党支部 branch
group 党小组 group
department 党委部门 department of the committee`,
);

export const COMPOSITIONS = table(
  '支部类型',
  `
staff 教职工 staff
undergraduate 本科生 undergraduate
graduate 研究生 graduate
retired 离退休 retired
mixed 混合 mixed
joint 联合 joint
temporary 临时 temporary`,
);

export const YES_NO = table(
  '是否',
  `
yes 是 yes
no 否 no`,
);

const lookups = new WeakMap<CodeTable, { byLabel: Map<string, CodeEntry>; byCode: Map<string, CodeEntry> }>();
function lookup(codes: CodeTable) {
  let found = lookups.get(codes);
  if (!found) {
    found = { byLabel: new Map(), byCode: new Map() };
    for (const entry of codes.entries) {
      found.byCode.set(entry.code, entry);
      for (const label of [entry.zh, ...(entry.aliases ?? [])]) found.byLabel.set(label, entry);
    }
    lookups.set(codes, found);
  }
  return found;
}

/** The entry that a Chinese label, or one of its other accepted forms, stands for. */
export function entryByLabel(codes: CodeTable, label: string): CodeEntry | undefined {
  return lookup(codes).byLabel.get(label);
}

/** The label of a code; the code itself if the table does not know it. */
export function labelOf(codes: CodeTable, code: string, language: 'zh' | 'en' = 'zh'): string {
  return lookup(codes).byCode.get(code)?.[language] ?? code;
}
