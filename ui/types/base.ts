/** Marks, buttons, frames and fields. */

export type IconName =
  | 'committee'
  | 'school'
  | 'branch'
  | 'me'
  | 'search'
  | 'bell'
  | 'back'
  | 'next'
  | 'down'
  | 'more'
  | 'place'
  | 'clock'
  | 'doc'
  | 'download'
  | 'letter'
  | 'dues'
  | 'care'
  | 'file'
  | 'offline'
  | 'check'
  | 'cross'
  | 'plus'
  | 'pin'
  | 'chart'
  | 'table'
  | 'print'
  | 'lock'
  | 'edit'
  | 'flag'
  | 'move'
  | 'book'
  | 'image'
  | 'text'
  | 'listen'
  | 'chat'
  | 'save'
  | 'vote'
  | 'home'
  | 'steps'
  | 'gear'
  | 'upload'
  | 'logo';

/** `notRecorded` has no mark, only its grey word. */
export type State = 'met' | 'open' | 'due' | 'missed' | 'na' | 'notRecorded';
/** A sentence that begins with its state: the coloured word, then the rest. Without a state it is plain text. */
export interface StateLine {
  state?: State;
  word?: string;
  rest?: string;
}

export interface IconProps {
  name: IconName | `st-${'met' | 'open' | 'due' | 'missed' | 'na'}` /** Accessible name; without it the icon is decoration. */;
  label?: string;
  size?: number;
}

/** Where a click leads: `to` inside the client, `href` outside it; with neither the component emits. */
export interface Destination {
  to?: string;
  href?: string;
}

export interface IconButtonProps extends Destination {
  name: IconName /** Heard always, seen in elder mode. */;
  label: string;
}

export interface ButtonProps extends Destination {
  kind?: 'main' | 'plain' | 'text';
  off?: boolean;
  busy?: boolean;
  /** Shown instead of the slot while busy: 正在发出. */
  busyWord?: string;
  icon?: IconName;
  wide?: boolean;
  type?: 'button' | 'submit';
  /** id of the WhyNot that explains why the button is off. */
  describedby?: string;
}

export type PageState = 'loading' | 'empty' | 'error' | 'forbidden' | 'offline' | 'ready';
export interface StateWords extends Destination {
  title: string;
  text?: string;
  action?: string;
  icon?: IconName;
}
export interface PageFrameProps {
  title: string;
  /** top: large title (first page of a column, every console page); inner: 48 px bar with back. */
  level?: 'top' | 'inner';
  /** Line over the title; its parts are set apart by dots (phone) or slashes (console). */
  where?: readonly string[];
  backTo?: string;
  state?: PageState;
  /** Grey bars while loading. */
  rows?: number;
  empty?: StateWords;
  error?: StateWords;
  forbidden?: StateWords;
  /** The head slot stays in sight while the page scrolls (a count one watches while tapping). */
  headStays?: boolean;
  /** Sentence of the strip over content or its absence: 没有网络，显示 18:05 的内容. */
  offline?: string;
}

export interface SheetSectionProps {
  title?: string;
  note?: string;
  level?: 2 | 3 /** Content runs to the edges. */;
  flush?: boolean;
}

export interface Choice {
  key: string;
  label: string;
}
export interface FormFieldProps {
  label: string;
  help?: string;
  /** What is wrong and by how much; sets aria-invalid. */
  error?: string;
  kind?: 'text' | 'password' | 'number' | 'date' | 'time' | 'datetime-local' | 'tel' | 'search' | 'textarea' | 'select';
  options?: readonly Choice[];
  optionalWord?: string;
  required?: boolean;
  autocomplete?: string;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search';
  maxlength?: number;
  rows?: number;
  disabled?: boolean;
  /** Data already known: shown as text with 改, asked only after `change`. */
  known?: string;
}

export interface StateMarkProps {
  state: State;
  word?: string /** On its weak ground, as a chip. */;
  ground?: boolean /** Mark alone; the word stays for screen readers. */;
  bare?: boolean;
  large?: boolean;
}
export interface FigureLinkProps extends Destination {
  figure?: string /** Accessible name: 党员大会 3/4，看记录. */;
  label?: string /** Not computed yet: the reason. */;
  why?: string;
  strong?: boolean;
}
export interface WhyNotProps {
  why?: string;
  id?: string;
}
