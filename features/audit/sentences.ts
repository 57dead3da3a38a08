import { sentences } from '#platform/shared/sentences/sentences.ts';

export const auditSentences = sentences({
  not_audit_reader: {
    kind: 'forbidden',
    zh: '操作记录由支部书记和上级党组织查看。谁看过您的资料，可以在“我的”里查看。',
    en: 'The audit is read by branch secretaries and levels above. Who looked at your own data is shown on your page.',
  },
});
