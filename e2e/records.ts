import type { APIRequestContext } from 'playwright-core';
import { newId } from '#platform/shared/ids/ids.ts';

/** Enters a meeting of one's own branch as a whole, everybody present, as the phone's 补记录 sends it. */
export async function recordMeeting(
  request: APIRequestContext,
  url: string,
  { kind, title, startsAt }: { kind: string; title: string; startsAt: string },
): Promise<{ id: string }> {
  const me = await (await request.get(`${url}/api/v1/me`)).json();
  const plan = await (await request.get(`${url}/api/v1/branches/${me.branch.id}/meeting-plan?kind=${kind}`)).json();
  const answer = await request.post(`${url}/api/v1/meetings/record`, {
    headers: { 'idempotency-key': newId() },
    data: {
      branchId: me.branch.id,
      kind,
      title,
      startsAt,
      place: '明理楼 302',
      online: false,
      chairId: plan.chairId ?? me.personId,
      recorderId: plan.recorderId ?? me.personId,
      items: [{ title, points: '集中学习，交流体会。' }],
      roll: plan.members.map((one: { id: string }) => ({ personId: one.id, status: 'present' })),
      writtenAt: new Date().toISOString(),
    },
  });
  if (!answer.ok()) throw new Error(`recording a meeting was answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}
