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
} as const

/** What a state is called when the page has no nearer word. */
export const stateWords = { met: '已完成', open: '未到期', due: '待完成', missed: '有缺项', na: '不适用', notRecorded: words.notCounted } as const
