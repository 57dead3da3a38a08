/** The few words of the interface itself. Every component lets the page put a nearer word. */
export const words = {
  retry: '再试一次',
  back: '返回',
  change: '改',
  chart: '图',
  table: '表',
  cancel: '取消',
  confirm: '确认',
  close: '关闭',
  today: '今天',
  loading: '正在打开',
  notCounted: '暂不统计',
  nothingFound: '没有找到。换个词试试。',
  emptyChart: '这段时间没有记录。',
} as const;

/** What a state is called when the page has no nearer word. */
export const stateWords = { met: '已完成', open: '未到期', due: '待完成', missed: '有缺项', na: '不适用', notRecorded: words.notCounted } as const;

/** Words of a vote and of a roll call; a page with a nearer word gives it. */
export const tallyWords = { for: '赞成', against: '反对', abstained: '弃权' } as const;
export const rollWords = {
  present: '已到',
  absent: '未到',
  leave: '请假',
  choose: '登记请假',
  stop: '回到点名',
  choosing: '点姓名，登记请假',
  why: '为什么请假',
  cancel: '取消',
  back: '改回未到',
} as const;
export const dayWords = { teaching: '教学日', shifted: '调休上课', holiday: '放假', today: '今天', count: '教学日', hint: '' } as const;
export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const;
