import { differencesOf, type RecordText } from '../compare.ts';
import { type Marks, peopleOf } from './roll.ts';
import type { Meeting } from './useMeeting.ts';
import { markText, type RecordDraft, recordOf, recordText, rollText } from './useRecord.ts';

/** This phone's version and the server's of now, beside what both began from. */
export function versionsOf(draft: RecordDraft, marks: Marks, meeting: Meeting): { base: RecordText; mine: RecordText; theirs: RecordText } {
  const theirs = recordText(recordOf(meeting), rollText(meeting));
  const base = draft.on?.text ?? theirs;
  const people = new Map(peopleOf(meeting, marks).map((one) => [one.id, one]));
  const roll = meeting.roll.map(({ personId, via, status }) => {
    const [one, there] = [people.get(personId), theirs.roll[personId] ?? ''];
    if (via === 'code' && status === 'present') return [personId, there];
    return [personId, marks[personId] && one ? markText(one.status, one.notDueOn) : (base.roll[personId] ?? there)];
  });
  return { base, theirs, mine: recordText(draft, Object.fromEntries(roll) as Record<string, string>) };
}
/** Has another's edit changed something that this phone says otherwise? */
export function differ(draft: RecordDraft, marks: Marks, meeting: Meeting): boolean {
  const { base, mine, theirs } = versionsOf(draft, marks, meeting);
  return differencesOf(base, mine, theirs).length > 0;
}
