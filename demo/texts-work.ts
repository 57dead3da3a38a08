/** Agendas of committee meetings and members' meetings. */
import type { Topic } from './texts.ts';

/** A committee topic may end with a vote of the committee on `matter`. */
export type WorkTopic = Topic & { readonly matter?: string };

export const committeeTopics: readonly WorkTopic[] = [
  {
    title: '研究本月支部工作',
    five: ['organisational'],
    items: [
      { title: '回看上次议定事项', points: ['上次议定的 {n} 件事已办完，余下一件因场地未定顺延。', '{name}说明了材料收集的进度。'] },
      { title: '本月安排', points: ['主题党日定在中旬，由{name}准备材料。', '党课请学院领导来讲，时间另行通知。', '提醒外出同志提前请假。'] },
    ],
    steps: ['中旬前发出主题党日通知', '联系主讲人'],
  },
  {
    title: '研究党员发展工作',
    five: ['organisational'],
    items: [
      { title: '积极分子考察', points: ['听取培养联系人对 {n} 名积极分子半年考察的意见。', '{name}提出其中一人请假较多，建议继续考察。'] },
      { title: '确定发展对象', points: ['汇总党小组、培养联系人和群众意见，无不同意见。', '同意将 {n} 人列为下一步培养重点，材料报学院备案。'] },
    ],
    steps: ['补齐考察材料，报学院备案'],
    matter: '同意将考察合格的积极分子报学院备案',
  },
  {
    title: '研究党员教育和学时情况',
    five: ['political', 'organisational'],
    items: [
      { title: '学时统计', points: ['本季度人均完成 {n} 学时，两位同志因实习未参加。', '拟安排补学一次，内容为最近两次学习材料。'] },
      { title: '下季度安排', points: ['商定学习主题，由各委员分头准备。', '{name}负责联系线上会议室。'] },
    ],
    steps: ['安排一次补学'],
  },
  {
    title: '讨论评优推荐的办法',
    five: ['organisational', 'conduct'],
    items: [
      { title: '讨论办法', points: ['先公布条件，再由党员推荐，支委会汇总后提交党员大会。', '委员本人被推荐时回避。'] },
      { title: '议定事项', points: ['推荐表由{name}印制。', '公示期定为 5 个工作日。'] },
    ],
    steps: ['公布条件，收集推荐表'],
    matter: '同意评优推荐办法，提交党员大会讨论',
  },
  {
    title: '研究困难党员走访',
    five: ['conduct'],
    items: [
      { title: '情况了解', points: ['{n} 位同志家中遇到困难，情况由组织委员单独登记。', '讨论走访的分工和方式，注意保护隐私。'] },
      { title: '议定事项', points: ['由书记和{name}走访，走访情况向学院报告。', '慰问按学校规定的标准申请。'] },
    ],
    steps: ['两周内完成走访'],
    matter: '同意为困难党员申请党内关怀',
  },
  {
    title: '检查会议记录和资料',
    five: ['organisational', 'discipline'],
    items: [
      { title: '自查情况', points: ['对照条例检查了上季度的会议记录，缺签名一处，已补。', '党员信息还有 {n} 项待核对，主要是手机号码。'] },
      { title: '改进', points: ['会后当天提交记录，主持人两天后确认。', '请{name}逐一联系核对。'] },
    ],
    steps: ['核对党员信息'],
  },
  {
    title: '研究支部换届准备',
    five: ['organisational'],
    items: [
      { title: '任期情况', points: ['核对本届任期的起止时间，提前六个月报告学院。', '讨论候选人酝酿的步骤和时间。'] },
      { title: '分工', points: ['{name}负责核对有选举权的党员名单。', '会场和选票由{name2}准备。'] },
    ],
    steps: ['核对名单', '起草换届请示'],
    matter: '同意向学院报送换届安排',
  },
  {
    title: '研究经费使用和党费收缴',
    five: ['discipline'],
    items: [
      { title: '党费收缴', points: ['上月党费已收齐并上交，明细公示。', '有 {n} 位同志收入变化，按规定调整基数。'] },
      { title: '活动经费', points: ['审核参观活动的费用，共 {n}80 元，票据齐全。', '今后单笔 500 元以上先经支委会讨论。'] },
    ],
    steps: ['公示党费和经费明细'],
    matter: '同意本次活动经费支出',
  },
  {
    title: '听取群众意见，研究答复',
    five: ['conduct'],
    items: [
      { title: '意见汇总', points: ['收到关于自习教室、洗衣房等意见 {n} 条。', '其中两条属于后勤，由支部转交。'] },
      { title: '答复', points: ['能马上办的当周办，一时办不了的说明原因。', '{name}负责在班会上作说明。'] },
    ],
    steps: ['一周内答复'],
  },
];

export const membersTopics: readonly WorkTopic[] = [
  {
    title: '听取支委会工作报告',
    five: ['organisational'],
    items: [
      { title: '清点到会人数', points: ['通报到会和请假情况，符合开会要求。'] },
      {
        title: '听取工作报告',
        points: ['书记报告本季度工作，重点是组织生活、党员发展和服务群众三个方面。', '报告指出不足：外出党员参加组织生活的办法还不够细。'],
      },
      { title: '讨论', points: ['{name}建议把线上参加的要求写清楚。', '{name2}建议实践活动与专业结合。', '党员们对报告没有不同意见。'] },
    ],
    steps: ['修改外出党员参加组织生活的办法'],
    matter: '同意支部委员会工作报告',
  },
  {
    title: '通过支部学期工作计划',
    five: ['organisational', 'political'],
    items: [
      { title: '说明计划', points: ['计划共 {n} 项，逐项列出负责人和时间。', '与上学期相比，减少重复活动两项。'] },
      { title: '讨论与修改', points: ['{name}提出考试周不安排活动，采纳。', '{name2}提出主题党日轮流主持，采纳。'] },
    ],
    steps: ['按修改意见印发计划'],
    matter: '同意支部学期工作计划',
  },
  {
    title: '讨论党员佩戴党徽和亮身份的做法',
    five: ['conduct'],
    items: [
      { title: '讨论', points: ['讨论在实验室、宿舍、窗口岗位怎样亮明身份。', '大家认为重在做事，不搞形式。', '{name}建议先在值班岗位试行。'] },
      { title: '议定', points: ['先在 {n} 个岗位试行一学期，期末听取意见。'] },
    ],
    steps: ['制作岗位牌'],
    matter: '同意先在值班岗位试行',
  },
  {
    title: '推荐优秀党员',
    five: ['organisational'],
    items: [
      { title: '介绍条件和办法', points: ['组织委员介绍推荐条件，逐条解释。', '推荐名额 {n} 名，得票情况当场公布。'] },
      { title: '推荐', points: ['党员依次发言，介绍被推荐人的具体事例。', '被推荐人作了表态，谈了不足。'] },
    ],
    steps: ['公示 5 个工作日后报学院'],
    matter: '同意推荐名单，公示后报学院',
  },
  {
    title: '传达上级会议内容，讨论落实',
    five: ['political'],
    items: [
      { title: '传达', points: ['书记传达学校党建工作会议的主要安排。', '与支部有关的是三件事：学时、记录确认、联系群众。'] },
      { title: '讨论落实', points: ['逐件明确负责人和完成时间。', '{name}提出联系群众要有登记，便于回访。'] },
    ],
    steps: ['建立联系群众登记本'],
    matter: '同意落实分工',
  },
];
