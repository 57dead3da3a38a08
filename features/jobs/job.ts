/** How long a task still takes, from the pace so far. */
const FINISHED = ['done', 'failed', 'cancelled'];

export function isFinished(state: string): boolean {
  return FINISHED.includes(state);
}

/** Whole seconds, rounded up; null before the first rows are done and after the end. */
export function remainingSeconds(job: { state: string; done: number; total: number | null; startedAt: Date | null }, now: Date): number | null {
  if (job.state !== 'running' || job.startedAt === null || job.total === null || job.done <= 0 || job.done > job.total) return null;
  const passed = (now.getTime() - job.startedAt.getTime()) / 1000;
  if (passed <= 0) return null;
  return Math.ceil((passed / job.done) * (job.total - job.done));
}
