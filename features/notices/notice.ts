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
  'deputyNamed',
  'findingsShown',
  'reasonSent',
  'reasonAccepted',
  'reasonReturned',
  'correctionProposed',
  'correctionApproved',
  'correctionDeclined',
  'exportAsked',
  'exportApproved',
  'exportDeclined',
  'postTaken',
  'postEnded',
  'groupPlaced',
  'termEnding',
  'termOverdue',
  'reviewWaiting',
  'proofWaiting',
  'articleReturned',
  'articleApproved',
  'articleWithdrawn',
  'reviewDeputyNamed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Other rooms may add kinds of their own, so any name is taken; the known ones are listed for the clients' words. */
export type Notice = {
  readonly kind: NoticeKind | (string & {});
  readonly params?: Readonly<Record<string, string | number | boolean | null>>;
  /** Path within the member's pages, for example `/meetings/<id>`. */
  readonly link: string;
  /** Path within the pages of the desk, where it is another. */
  readonly desk?: string;
  readonly subjectId?: string | null;
};
