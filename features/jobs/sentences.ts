import { sentences } from '#platform/shared/sentences/sentences.ts';

export const jobSentences = sentences({
  job_finished: { kind: 'conflict', zh: '这项任务已经结束，不能再取消。', en: 'This task has ended and can no longer be cancelled.' },
});
