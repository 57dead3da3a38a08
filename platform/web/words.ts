import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    today: '今天', tomorrow: '明天', dayAfter: '后天', year: '{year}年',
    quarter1: '第一季度', quarter2: '第二季度', quarter3: '第三季度', quarter4: '第四季度',
    quarterShort1: '一季度', quarterShort2: '二季度', quarterShort3: '三季度', quarterShort4: '四季度',
    retry: '再试一次', back: '返回', cancel: '取消', close: '关闭', save: '保存', more: '更多', open: '打开', none: '无',
    noNetwork: '没有网络，这件事没有办成。写的内容还在，联网后请再试一次。',
    cannotLoad: '没能打开这一页', cannotLoadText: '没有网络，这一页也还没有在本机存过。联网后会自动打开。',
    offlineCopy: '没有网络，显示 {time} 的内容。', forbidden: '这一页不对您开放', notFound: '没有找到', notNow: '现在还办不了',
    busy: '正在发出', loading: '正在打开', optional: '可不填', unexpected: '没能办成，请再试一次。写的内容还在。',
  },
  en: {
    today: 'Today', tomorrow: 'Tomorrow', dayAfter: 'In two days', year: '{year} ',
    quarter1: 'Quarter 1', quarter2: 'Quarter 2', quarter3: 'Quarter 3', quarter4: 'Quarter 4',
    quarterShort1: 'Q1', quarterShort2: 'Q2', quarterShort3: 'Q3', quarterShort4: 'Q4',
    retry: 'Try again', back: 'Back', cancel: 'Cancel', close: 'Close', save: 'Save', more: 'More', open: 'Open', none: 'None',
    noNetwork: 'There is no network, so this was not done. What you wrote is kept; try again once you are connected.',
    cannotLoad: 'This page could not be opened', cannotLoadText: 'There is no network and no copy of this page on this device. It opens by itself once you are connected.',
    offlineCopy: 'No network. Showing what was there at {time}.', forbidden: 'This page is not open to you', notFound: 'Not found', notNow: 'Not possible now',
    busy: 'Sending', loading: 'Opening', optional: 'Optional', unexpected: 'That did not work; please try again. What you wrote is kept.',
  },
});
