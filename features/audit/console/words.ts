import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    console: {
      title: '操作记录', when: '时间', who: '何人', what: '做了什么', about: '关于', where: '党组织', why: '原因', person: '操作人', action: '事项', from: '从', to: '到', more: '再看一些', none: '这段时间没有操作记录。', noneFiltered: '没有符合的操作记录。',
      system: '系统', foot: '记录只增不改，用校验链封存。本人随时可以看到谁看过、改过自己的资料。', detail: '详情', findPerson: '输姓名或拼音首字母', nobody: '没有这个人',
    },
  },
  en: {
    console: {
      title: 'Who did what', when: 'When', who: 'Who', what: 'What', about: 'About', where: 'Organisation', why: 'Reason', person: 'Person', action: 'Act', from: 'From', to: 'To', more: 'Show more', none: 'Nothing was done in this time.', noneFiltered: 'No entry matches.',
      system: 'System', foot: 'Entries are added, never changed, and sealed by a chain of checksums. Everybody can see who looked at or changed their own data.', detail: 'Detail', findPerson: 'Name or initials in pinyin', nobody: 'Nobody of this name',
    },
  },
});
