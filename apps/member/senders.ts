import { registerSender } from '#platform/web/offline/queue.ts';

/** What can be finished without a network; the contract is loaded when something is really sent. */
registerSender('meetings.recordMeeting', async () => (await import('#features/meetings/contract.ts')).meetings.recordMeeting);
registerSender('meetings.submitMinutes', async () => (await import('#features/meetings/contract.ts')).meetings.submitMinutes);
