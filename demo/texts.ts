/** What meetings of a university's branches talk about: agendas, points and next steps, to be drawn from. */
import type { FiveBuilding } from '#features/meetings/kind.ts';

type TopicItem = { readonly title: string; readonly points: readonly string[] };
export type Topic = {
  readonly title: string;
  readonly five: readonly FiveBuilding[];
  readonly items: readonly TopicItem[];
  readonly steps: readonly string[];
  /** Months in which it makes sense; left out: any. */
  readonly months?: readonly number[];
  /** Not for branches of the retired. */
  readonly young?: boolean;
};

/** `{name}` a member, `{n}` a small number, `{place}` a room, `{month}` the month. */
export const themeDays: readonly Topic[] = [
  {
    title: '学习党章第一章，谈怎样做合格党员',
    five: ['political', 'ideological'],
    items: [
      {
        title: '集中学习',
        points: [
          '逐条读党章第一章关于党员条件和义务的规定，{name}领读。',
          '对照党员义务第三条、第四条，每人写下自己做得不够的一处。',
          '{name}结合带实验课的体会，说明按时批改报告也是履行义务。',
        ],
      },
      {
        title: '民主议事',
        points: [
          '讨论支部图书角的开放时间，定为每周二、四晚上。',
          '大家同意把读书笔记放在公共文件夹，自愿查看。',
          '有 {n} 位同志提出把学习材料提前三天发出，支部采纳。',
        ],
      },
    ],
    steps: ['整理图书角目录，贴在{place}门口', '下次学习材料提前三天发给大家'],
  },
  {
    young: true,
    title: '整理实验室安全台账',
    five: ['organisational', 'conduct'],
    items: [
      { title: '安全知识学习', points: ['学习学校实验室安全管理办法，重点是危险化学品双人双锁。', '{name}讲了去年一次小事故的处理经过和教训。'] },
      {
        title: '现场检查',
        points: [
          '分 {n} 组检查了 12 间实验室，登记灭火器过期 2 具、插线板串接 3 处。',
          '问题清单当场交给各实验室负责人，约定一周内改好。',
          '{name}负责复查，结果在下次支部活动上说明。',
        ],
      },
    ],
    steps: ['一周后复查，结果贴在公告栏', '更换过期灭火器，联系后勤'],
  },
  {
    title: '走访校史馆，听老党员讲建校故事',
    five: ['ideological'],
    items: [
      { title: '参观与讲述', points: ['在校史馆听退休教师讲上世纪五十年代搬迁办学的经过。', '老同志带来当年的课表和手抄讲义，大家依次翻看。'] },
      {
        title: '交流',
        points: [
          '{name}说，印象最深的是师生一起修路、一起上课。',
          '几位同志谈到要把实验记录写得像老讲义那样清楚。',
          '商定把录音整理成文字，经本人看过后存档。',
        ],
      },
    ],
    steps: ['整理讲述录音，请老同志审看', '给老同志寄送照片'],
  },
  {
    young: true,
    title: '社区志愿服务：教老年人使用手机',
    five: ['conduct'],
    items: [
      { title: '准备', points: ['学习志愿服务条例中关于告知和记录的要求。', '分工：{name}负责签到，{name2}负责挂号和乘车码的讲解。'] },
      {
        title: '服务情况',
        points: [
          '到社区活动室接待居民 {n}0 余人次，问得最多的是挂号和防诈骗。',
          '做了大字版的操作卡片，留在社区。',
          '有居民希望每月来一次，支部答应先定到学期末。',
        ],
      },
    ],
    steps: ['下月第二个周六再去一次', '把操作卡片改成更大的字号'],
  },
  {
    title: '学习教育管理条例，讨论本学期学时安排',
    five: ['political', 'organisational'],
    items: [
      { title: '集中学习', points: ['学习党员教育管理工作条例中关于集中学习培训时间的规定。', '一般每年不少于 32 学时，书记和委员不少于 56 学时。'] },
      {
        title: '讨论安排',
        points: [
          '统计了已完成的学时，{n} 位同志进度偏慢，主要是外出实习。',
          '同意为外出同志安排线上参加，事先请假、事后补学。',
          '{name}建议把专业讲座中符合要求的也列入，需先报学院。',
        ],
      },
    ],
    steps: ['向学院核实哪些讲座可以计入', '给外出同志发线上参加方式'],
  },
  {
    young: true,
    title: '学风建设座谈',
    five: ['conduct', 'organisational'],
    items: [
      { title: '情况通报', points: ['通报本年级到课情况，晚自习教室照明已报修。', '{name}介绍了课程答疑小组的开展情况，每周 {n} 人参加。'] },
      {
        title: '民主议事',
        points: [
          '讨论如何帮助挂科的同学，决定由党员自愿结对，不公开名单。',
          '有同志提出期末考前不安排大型活动，大家同意。',
          '对答疑时间作了调整，避开实验课。',
        ],
      },
    ],
    steps: ['结对帮扶由组织委员登记', '期末前两周不安排集体活动'],
  },
  {
    months: [4, 5, 6, 9, 10, 11],
    title: '清扫校园步道，认领责任区',
    five: ['conduct'],
    items: [
      { title: '活动情况', points: ['清扫图书馆到东门的步道，清理小广告 {n}0 余处。', '认领了宿舍区一段绿地，每月清理一次。'] },
      { title: '小结', points: ['{name}提醒大家带手套和反光背心。', '到场的入党积极分子也参加了，由支部记录表现。'] },
    ],
    steps: ['向后勤借反光背心 {n} 件'],
  },
  {
    title: '观看科学家事迹纪录片并讨论',
    five: ['ideological'],
    items: [
      { title: '观看', points: ['在{place}观看纪录片，时长 48 分钟。'] },
      {
        title: '讨论',
        points: [
          '{name}谈到自己做课题遇到的困难，准备重做对照实验。',
          '{name2}说，公开失败的数据也是贡献。',
          '讨论了署名和数据保存的规矩，请导师下次来讲。',
        ],
      },
    ],
    steps: ['邀请导师讲科研诚信'],
  },
  {
    title: '学习纪律处分条例中的案例',
    five: ['discipline'],
    items: [
      { title: '集中学习', points: ['学习条例中有关工作纪律、生活纪律的条款和公开通报的案例。', '纪检委员{name}把条款和校内规定对照着讲。'] },
      {
        title: '讨论',
        points: [
          '讨论报销、评奖中容易忽略的细节，例如票据日期。',
          '同意在公示栏公布支部活动经费的使用情况。',
          '{name}提出评优前先公示标准，大家赞成。',
        ],
      },
    ],
    steps: ['公示本学期活动经费', '评优标准先公示再推荐'],
  },
  {
    months: [8, 9],
    young: true,
    title: '迎新服务与新生谈话',
    five: ['conduct', 'ideological'],
    items: [
      { title: '分工', points: ['设迎新点两处，党员轮流值班，每班 {n} 人。', '准备了校园地图和常用电话。'] },
      {
        title: '情况交流',
        points: [
          '共接待新生和家长 {n}00 余人次，问得最多的是宿舍和报到手续。',
          '{name}建议把常见问题写成一页纸，明年继续用。',
          '与 {n} 名提出入党申请意向的新生谈了话。',
        ],
      },
    ],
    steps: ['把常见问题整理成一页纸', '约申请人谈话，一个月内完成'],
  },
  {
    title: '学习选举工作条例',
    five: ['organisational'],
    items: [
      {
        title: '集中学习',
        points: ['学习基层组织选举工作条例关于候选人和选举程序的规定。', '用例子算了到会人数和得票数：应到 10 人，到会 8 人以上才能选举。'],
      },
      { title: '民主议事', points: ['讨论候选人酝酿的办法，先听党员意见再汇总。', '{name}提醒流动党员要提前通知。'] },
    ],
    steps: ['核对有选举权的党员名单'],
  },
  {
    months: [3, 4],
    title: '义务植树与节能宣传',
    five: ['conduct'],
    items: [
      { title: '活动情况', points: ['在后山种下树苗 {n}0 棵，挂牌登记。', '在教学楼张贴随手关灯提示 {n}0 张。'] },
      { title: '小结', points: ['{name}负责每月浇水，排好了值班表。', '讨论空调温度设定，建议写进宿舍公约。'] },
    ],
    steps: ['排浇水值班表', '把节能建议交给宿舍管理员'],
  },
];

export const lectures: readonly Topic[] = [
  {
    title: '党员的权利和义务',
    five: ['political'],
    items: [
      {
        title: '讲授党课',
        points: [
          '从党章第三条、第四条讲起，说明义务在前、权利在后的道理。',
          '结合支部实际，说明请假、发言、表决各是怎样的权利和义务。',
          '主讲人用三个校内的例子说明怎样正确提意见。',
        ],
      },
      { title: '交流讨论', points: ['{name}问到预备党员有哪些权利，主讲人逐条作了说明。', '{name}谈到自己怎样在班级里提意见。'] },
    ],
    steps: ['把讲稿发到支部共享文件夹'],
  },
  {
    title: '读懂支部工作条例',
    five: ['organisational'],
    items: [
      {
        title: '讲授党课',
        points: [
          '讲支部的组织设置、基本任务和工作机制。',
          '重点讲党员大会、支委会、党小组会各自议什么、怎样议。',
          '用表格列出每季度、每月应开的会。',
        ],
      },
      { title: '交流讨论', points: ['讨论了开会前怎样通知、记录怎样确认。', '{name}建议会议记录当天整理，避免遗忘。'] },
    ],
    steps: ['会议记录当天整理'],
  },
  {
    title: '发展党员的程序和要求',
    five: ['organisational'],
    items: [
      {
        title: '讲授党课',
        points: [
          '按五个阶段二十五个步骤讲发展党员的流程。',
          '说明培养考察期不少于一年，发展对象要有政治审查材料。',
          '举例说明材料中日期前后矛盾的常见错误。',
        ],
      },
      { title: '交流讨论', points: ['培养联系人{name}介绍了谈话记录的写法。', '积极分子提问较多，集中在思想汇报怎样写。'] },
    ],
    steps: ['培养联系人每半年写一次考察意见'],
  },
  {
    young: true,
    title: '科研诚信与学术规范',
    five: ['conduct', 'discipline'],
    items: [
      { title: '讲授党课', points: ['讲数据记录、引用和署名的规范。', '介绍学校学术不端行为的处理办法。', '说明党员在课题组中带头做到什么。'] },
      { title: '交流讨论', points: ['{name}谈到课题组数据备份的做法。', '讨论了使用生成式工具写作时怎样注明。'] },
    ],
    steps: ['课题组统一保存原始记录'],
  },
  {
    title: '网络安全与个人信息保护',
    five: ['ideological', 'discipline'],
    items: [
      { title: '讲授党课', points: ['讲个人信息保护法中的几条常用规定。', '用真实的诈骗短信说明怎样识别。', '说明支部名册、联系方式不得随意转发。'] },
      { title: '交流讨论', points: ['{name}说明班级群里收集信息应当怎样做。', '大家检查了各自手机的权限设置。'] },
    ],
    steps: ['清理群里的名单文件'],
  },
  {
    title: '学校发展规划解读',
    five: ['political'],
    items: [
      { title: '讲授党课', points: ['介绍学校今后五年的学科布局和校园建设安排。', '对照学院任务，说明与支部有关的三件事。'] },
      { title: '交流讨论', points: ['{name}关心实验室搬迁的时间。', '对研究生招生调整提出两点建议，由支部汇总上报。'] },
    ],
    steps: ['汇总建议报学院'],
  },
  {
    young: true,
    title: '从一堂课看师德师风',
    five: ['conduct'],
    items: [
      { title: '讲授党课', points: ['从备课、课堂、答疑三个环节讲对教师的要求。', '介绍几位普通教师的做法，不评先后。'] },
      { title: '交流讨论', points: ['{name}谈到怎样对待学生的不同意见。', '讨论了课堂录像的使用边界。'] },
    ],
    steps: ['互相听课一次'],
  },
  {
    title: '心理健康与谈心谈话',
    five: ['conduct', 'ideological'],
    items: [
      { title: '讲授党课', points: ['讲怎样倾听，哪些情况要及时转给专业老师。', '说明谈心谈话的范围和次数要求。'] },
      { title: '交流讨论', points: ['{name}分享了与室友相处的经验。', '约定谈话内容不外传。'] },
    ],
    steps: ['委员与党员谈话本学期完成一轮'],
  },
  {
    title: '民主集中制怎样落到会议上',
    five: ['political', 'organisational'],
    items: [
      { title: '讲授党课', points: ['讲会前酝酿、会上讨论、按规定表决、会后执行四个环节。', '说明赞成票要超过应到会有表决权人数的半数。'] },
      { title: '交流讨论', points: ['用上次表决的人数作练习，算出至少需要的票数。', '{name}提出议题要提前告知。'] },
    ],
    steps: ['议题提前三天告知'],
  },
];
