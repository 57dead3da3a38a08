import { words } from '#platform/shared/words/words.ts';

/** Corrections that members propose. */
export default words({
  'zh-CN': {
    console: {
      stateNames: { proposed: '待审核', approved: '已同意', declined: '没有同意', withdrawn: '已撤回' },
      proposedTab: '待审核',
      approvedTab: '已同意',
      declinedTab: '没有同意',
      noProposed: '没有等您审核的更正。党员在手机端提出后，会出现在这里。',
      noApproved: '还没有同意过的更正。',
      noDeclined: '没有退回过的更正。',
      proposedAt: '提出时间',
      approve: '同意',
      decline: '不同意',
      decide: '审核',
      approveText: '同意后档案立即更新，修改记录同时留下前后两个值。',
      declineText: '请写明为什么不改，本人会看到。',
      remark: '说明',
      correctionsText: '本人不能审核自己的更正；两个值都留在修改记录里。',
    },
  },
  en: {
    console: {
      stateNames: { proposed: 'to decide', approved: 'approved', declined: 'declined', withdrawn: 'withdrawn' },
      proposedTab: 'To decide',
      approvedTab: 'Approved',
      declinedTab: 'Declined',
      noProposed: 'No correction waits for you. What members propose on the phone appears here.',
      noApproved: 'No correction approved yet.',
      noDeclined: 'No correction declined.',
      proposedAt: 'Proposed',
      approve: 'Approve',
      decline: 'Decline',
      decide: 'Decide',
      approveText: 'The file changes at once; its history keeps both values.',
      declineText: 'Say why it stays as it is; the person will see this.',
      remark: 'Remark',
      correctionsText: 'Nobody decides their own correction; both values stay in the history.',
    },
  },
});
