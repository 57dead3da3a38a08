import type { State } from '#ui/types.ts';
import type { MeetingState } from '../meeting.ts';

/** A meeting's state in the shapes of the house: to come, half done, done, set aside. */
export const stateMarks: Readonly<Record<MeetingState, State>> = {
  planned: 'open',
  announced: 'open',
  held: 'due',
  recorded: 'due',
  confirmed: 'met',
  cancelled: 'na',
};
