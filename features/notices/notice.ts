/** What a person can be told of. The words are the clients'; a notice carries names and times for them, and where to go. */
export const noticeKinds = [
  'meetingAnnounced',
  'meetingChanged',
  'meetingCancelled',
  'minutesSubmitted',
  'amendmentProposed',
  'amendmentAccepted',
  'amendmentDeclined',
  'agreementEnded',
  'minutesConfirmed',
  'addendumAdded',
] as const;
export type MeetingNoticeKind = (typeof noticeKinds)[number];

/** Other rooms add kinds of their own, so any name is taken; the known ones are listed for the clients' words. */
export type Notice = {
  readonly kind: MeetingNoticeKind | (string & {});
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
  /** Path within the member's pages, for example `/meetings/<id>`. */
  readonly link: string;
  readonly subjectId?: string | null;
};
