/** The two times of a record: when it was finished on the phone, and when the server had it, which alone decides lateness. */
const MINUTE = 60_000;

/** Both, where it was not sent at once: a minute or more lies between them. Null too of a phone whose clock runs ahead. */
export function twoTimes(writtenAt: string | null, receivedAt: string | null): { written: string; received: string } | null {
  if (!writtenAt || !receivedAt) return null;
  return Date.parse(receivedAt) - Date.parse(writtenAt) >= MINUTE ? { written: writtenAt, received: receivedAt } : null;
}
