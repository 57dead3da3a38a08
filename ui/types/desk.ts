/** Trees, jobs, differences, dialogs and lists. */
import type { Choice, Destination, IconName, State, StateLine } from './base.ts';

export interface OrgNode {
  id: string;
  name: string;
  kind?: string;
  count?: number /** Year of dissolution. */;
  dissolved?: string;
  children?: readonly OrgNode[];
}
export interface OrgTreeProps {
  nodes: readonly OrgNode[];
  label: string;
  searchLabel?: string;
  nothing?: string;
  dissolvedWord?: string;
}

export interface JobBarProps {
  done: number;
  total: number;
  text: string;
  note?: string;
  state?: 'running' | 'done' | 'stopped';
  cancelWord?: string;
}
export type DiffKind = 'new' | 'changed' | 'same' | 'warn' | 'error';
export interface DiffTextProps {
  before?: string;
  after: string;
  field?: string;
  was?: string;
  becomes?: string;
}
/** A `<tr>`: row number, result, name, number, field, difference or reason, verdict. */
export interface DiffRowProps {
  kind: DiffKind;
  word: string;
  row?: number;
  name?: string;
  number?: string;
  field?: string;
  before?: string;
  after?: string;
  reason?: string;
  verdict?: string;
}
export interface Count {
  key: string;
  label: string;
  figure: number;
  note?: string;
  icon?: IconName;
  state?: State;
}
export interface CountStripProps {
  counts: readonly Count[];
  current?: string;
}

export interface QueueItem {
  id: string;
  label: string;
  detail?: string;
  state: 'waiting' | 'sending' | 'refused';
  why?: string;
}
export interface QueueStripProps {
  online: boolean;
  title: string;
  text?: string;
  items?: readonly QueueItem[];
  showWord?: string;
  sendWord?: string;
  mendWord?: string;
  dropWord?: string;
}
export interface DialogFrameProps {
  title: string;
  text?: string;
  confirm?: string;
  cancel?: string /** Confirm is the red one; for a dangerous act leave it plain. */;
  main?: boolean;
  busy?: boolean;
  busyWord?: string;
  off?: boolean;
  wide?: boolean;
}

export type DayKind = 'teaching' | 'shifted' | 'holiday';
/** `key` is '2026-11'; days not in `days` are free. */
export interface CalendarMonth {
  key: string;
  label: string;
  count: number;
  to?: string;
  na?: string;
}
export interface DayCalendarProps {
  months: readonly CalendarMonth[];
  days: Readonly<Record<string, DayKind>>;
  today?: string;
  words?: Partial<Record<DayKind | 'today' | 'count' | 'hint', string>>;
}

export interface Finding {
  id: string;
  name: string;
  what: string;
  seen?: string;
  article?: string;
  note?: string;
  state?: State;
  word?: string;
  actions?: readonly Choice[];
  to?: string;
}
export interface FindingsProps {
  title: string;
  count?: string;
  items: readonly Finding[];
  empty?: string;
  foot?: string;
}
export interface TextMarkProps {
  word: string;
  due?: boolean;
}
export interface SegmentedOption extends Choice {
  icon?: IconName;
}
export interface SegmentedProps {
  options: readonly SegmentedOption[];
  label: string;
}
export interface EntryRowProps extends Destination {
  title: string;
  text?: string;
  icon?: IconName;
  line?: StateLine;
}
export interface Fact {
  label: string;
  text: string;
  to?: string;
  more?: string;
}
export interface FactListProps {
  facts: readonly Fact[] /** Label over the text, in columns. */;
  stacked?: boolean;
}
export interface RecordRow extends Destination {
  key: string;
  title: string;
  facts?: readonly string[];
  mark?: string;
}
export interface RecordThreadProps {
  records: readonly RecordRow[];
  label: string;
}
export interface SwitchRowProps {
  title: string;
  text?: string;
  icon?: IconName;
  disabled?: boolean;
}
