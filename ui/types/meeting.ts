/** A meeting: who is there, how it voted, how its record is confirmed. */
import type { State } from './base.ts';

export interface QuorumLineProps {
  base: number;
  present: number;
  least: number /** 名有表决权党员已到 */;
  of: string /** 还差 1 人, 可以表决 */;
  word: string;
  reached: boolean;
  leastWord?: string;
  note?: string;
}
export type RollState = 'absent' | 'present' | 'leave';
export interface RollPerson {
  id: string;
  name: string;
  post?: string;
  state: RollState;
  reason?: string;
  group?: string;
}
export interface RollChange {
  id: string;
  state: RollState;
  reason?: string;
}
export interface RollCallProps {
  people: readonly RollPerson[];
  title: string /** Ground for leave; the label is what the change carries. */;
  reasons: readonly string[];
  disabled?: boolean;
  words?: Partial<RollWords>;
}
export interface RollWords {
  present: string;
  absent: string;
  leave: string;
  choose: string;
  stop: string;
  choosing: string;
  why: string;
  cancel: string;
  back: string;
}
export interface NameTileProps {
  name: string;
  second?: string;
  state?: RollState;
  disabled?: boolean;
  pressed?: boolean;
}

export interface TallyBarProps {
  title?: string;
  matter?: string;
  for: number;
  against: number;
  abstained: number;
  /** Votes needed; the tick. */
  need: number;
  /** Full width of the bar; the votes cast when absent. */
  base?: number;
  state: State;
  word: string;
  words?: Partial<{ for: string; against: string; abstained: string; need: string }>;
  note?: string;
  /** Electronic ballot with under five voters, or unanimous: the result alone. */
  resultOnly?: boolean;
}

export interface ThreadStep {
  key: string;
  label: string;
  detail?: string;
  at: 'past' | 'now' | 'next';
  hanging?: boolean;
  to?: string;
}
export interface ConfirmThreadProps {
  steps: readonly ThreadStep[];
  title?: string;
  aside?: string;
  column?: boolean;
  label: string;
}
