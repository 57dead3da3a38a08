import { words } from '#platform/shared/words/words.ts';

/** Who need not attend and whose vote rests. */
export default words({
  'zh-CN': {
    console: {
      exceptions: '不计入应到的党员',
      suspensions: '暂停表决权的党员',
      addException: '登记',
      addSuspension: '登记',
      endIt: '结束',
      ground: '情形',
      span: '起止',
      noExceptions: '没有。',
      grounds: {
        abroad: '出国（境）',
        longLeave: '长期请假',
        ageOrIllness: '年老或生病',
        onPartyProbation: '留党察看',
        detained: '留置、羁押',
        otherwiseSuspended: '党员权利中止',
      },
      standingText: '只影响出席率和表决的应到人数，不影响组织关系（《支部工作条例》第五条）。',
    },
  },
  en: {
    console: {
      exceptions: 'Not due to attend',
      suspensions: 'Vote suspended',
      addException: 'Record',
      addSuspension: 'Record',
      endIt: 'End',
      ground: 'Ground',
      span: 'Span',
      noExceptions: 'Nobody.',
      grounds: {
        abroad: 'Abroad',
        longLeave: 'Long leave',
        ageOrIllness: 'Age or illness',
        onPartyProbation: 'Probation within the Party',
        detained: 'Detention',
        otherwiseSuspended: 'Rights suspended',
      },
      standingText: 'This concerns only who is counted as due, not where one belongs (Regulations on the Work of Branches, art. 5).',
    },
  },
});
