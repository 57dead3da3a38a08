import { words } from '#platform/shared/words/words.ts';

/** The list of duties. */
export default words({
  'zh-CN': {
    console: {
      dutiesTitle: '责任清单',
      dutiesText: '各部门办什么、什么时候办、依据是什么。全校可看。',
      duty: '事项',
      clock: '时限',
      basis: '依据',
      edit: '修改',
      addDuty: '加一项',
      removeDuty: '去掉',
      noDuties: '还没有写明责任。',
    },
  },
  en: {
    console: {
      dutiesTitle: 'List of duties',
      dutiesText: 'What each department does, when, and on what basis. Open to the whole university.',
      duty: 'Matter',
      clock: 'When',
      basis: 'Basis',
      edit: 'Edit',
      addDuty: 'Add',
      removeDuty: 'Remove',
      noDuties: 'No duties are written down.',
    },
  },
});
