/** Invented names: common surnames by their frequency, given names put together from characters. Nobody is meant. */
import type { Random } from './random.ts';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯穆俞凌庄柳简卓晏',
];
const DOUBLE_SURNAMES = ['欧阳', '上官', '司徒', '诸葛', '令狐', '东方'];
const OF_STUDENTS = [
  ...'子梓雨欣思佳一诺嘉怡晨宇浩然博文俊杰天泽铭轩睿涵语桐若溪清和书瑶明远知行望舒以宁繁星半夏鸣屿禾松筠乐安景初星野云舒沐阳可心亦凡晓彤昊辰奕菲予之遥念慈言蹊南乔听澜',
];
const OF_WOMEN = [...'丽娟敏静秀英霞燕玲芳娜莉红梅琳洁慧兰萍月雪颖岚婷倩薇蕾瑾妍'];
const OF_MEN = [...'伟强磊军勇涛超明刚杰峰斌波辉鹏宏志建国平东海林坤立德安庆远山恒毅川'];
/** Given name and, where the people has it so, the father's name after the point. */
const OTHER_PEOPLES: readonly { readonly ethnicity: string; readonly given: readonly string[]; readonly fathers: readonly string[] }[] = [
  {
    ethnicity: '05',
    given: ['阿依古丽', '古丽娜尔', '热依扎', '麦麦提', '艾力', '帕提曼', '吐尔逊'],
    fathers: ['艾山', '卡德尔', '阿不都', '木拉提', '吐逊', '玉素甫'],
  },
  { ethnicity: '04', given: ['扎西', '次仁', '格桑', '洛桑', '丹增', '德吉'], fathers: ['顿珠', '央宗', '卓玛', '平措', '旺堆'] },
  { ethnicity: '02', given: ['其其格', '巴特尔', '苏日娜', '阿古拉', '乌兰', '朝鲁', '萨仁'], fathers: [] },
  { ethnicity: '17', given: ['叶尔肯', '阿依达娜', '努尔兰', '迪娜'], fathers: ['巴合提', '哈那提', '赛力克'] },
];
const COMMON_MINORITIES = ['08', '03', '15', '11', '06', '07', '10', '13'];

export type InventedName = { readonly name: string; readonly ethnicity: string };

/** A name that suits the sex and the generation, with an ethnic group (GB/T 3304). */
export function inventName(random: Random, sex: '1' | '2', generation: 'young' | 'older'): InventedName {
  if (random.chance(0.012)) {
    const people = random.pick(OTHER_PEOPLES);
    const given = random.pick(people.given);
    if (people.fathers.length === 0) return { name: given, ethnicity: people.ethnicity };
    return { name: `${given}${people.ethnicity === '04' ? '' : '·'}${random.pick(people.fathers)}`, ethnicity: people.ethnicity };
  }
  // The square leans towards the front of the list, where the common surnames are.
  const surname = random.chance(0.008) ? random.pick(DOUBLE_SURNAMES) : (SURNAMES[Math.floor(random.next() ** 1.7 * SURNAMES.length)] ?? '王');
  const bank = generation === 'young' ? (random.chance(0.75) ? OF_STUDENTS : sex === '2' ? OF_WOMEN : OF_MEN) : sex === '2' ? OF_WOMEN : OF_MEN;
  const first = random.pick(bank);
  const second = random.pick(bank);
  const single = random.chance(generation === 'young' ? 0.14 : 0.3) || first === second;
  return { name: surname + (single ? first : first + second), ethnicity: random.chance(0.08) ? random.pick(COMMON_MINORITIES) : '01' };
}

export const NATIVE_PLACES = [
  '湖南长沙',
  '湖北武汉',
  '江苏南京',
  '江苏苏州',
  '浙江杭州',
  '浙江宁波',
  '四川成都',
  '四川绵阳',
  '山东济南',
  '山东青岛',
  '河南郑州',
  '河南洛阳',
  '河北石家庄',
  '安徽合肥',
  '安徽芜湖',
  '江西南昌',
  '福建福州',
  '福建泉州',
  '广东广州',
  '广西南宁',
  '陕西西安',
  '山西太原',
  '辽宁沈阳',
  '吉林长春',
  '黑龙江哈尔滨',
  '贵州贵阳',
  '云南昆明',
  '甘肃兰州',
  '新疆乌鲁木齐',
  '内蒙古呼和浩特',
  '宁夏银川',
  '海南海口',
  '重庆',
  '天津',
  '上海',
  '北京',
] as const;

export const LEAVE_REASONS = [
  '课程实验冲突',
  '身体不适',
  '外出实习',
  '外出开会',
  '家中有事',
  '参加学术会议',
  '值班',
  '监考',
  '带队比赛',
  '出差调研',
  '返乡探亲',
  '就医',
] as const;
export const CANCEL_REASONS = [
  '主讲人临时有公务，改期另行通知',
  '教室被考试占用，改到下周',
  '到场人数预计不足半数，改期召开',
  '与学院统一安排的会议时间冲突',
  '强降雨，志愿服务改期',
  '设备检修停电，改期召开',
] as const;
