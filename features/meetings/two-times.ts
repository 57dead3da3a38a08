/** The two times of a record: when it was finished with no network, and when the server had it. */
const MINUTE = 60_000;

/** Both, where they are apart as a reader sees them (to the minute); null where the record came as it was finished. */
export function twoTimes(writtenAt: string | null, receivedAt: string | null): { written: string; received: string } | null {
  if (!writtenAt || !receivedAt) return null;
  const [written, received] = [Date.parse(writtenAt), Date.parse(receivedAt)].map((at) => Math.floor(at / MINUTE)) as [number, number];
  return written < received ? { written: writtenAt, received: receivedAt } : null;
}
