/** The contract of every component in this folder: props here, emits and slots in README.md. */

export type IconName =
  | 'committee' | 'school' | 'branch' | 'me' | 'search' | 'bell' | 'back' | 'next' | 'down' | 'more' | 'place' | 'clock' | 'doc'
  | 'download' | 'letter' | 'dues' | 'care' | 'file' | 'offline' | 'check' | 'cross' | 'plus' | 'pin' | 'chart' | 'table' | 'print'
  | 'lock' | 'edit' | 'flag' | 'move' | 'book' | 'image' | 'text' | 'listen' | 'chat' | 'save' | 'vote' | 'home' | 'steps' | 'gear'
  | 'upload' | 'logo'

/** `notRecorded` has no mark, only its grey word. */
export type State = 'met' | 'open' | 'due' | 'missed' | 'na' | 'notRecorded'
/** A sentence that begins with its state: the coloured word, then the rest. Without a state it is plain text. */
export interface StateLine { state?: State; word?: string; rest?: string }

export interface IconProps { name: IconName | `st-${'met' | 'open' | 'due' | 'missed' | 'na'}`; /** Accessible name; without it the icon is decoration. */ label?: string; size?: number }

/** Where a click leads: `to` inside the client, `href` outside it; with neither the component emits. */
export interface Destination { to?: string; href?: string }

export interface IconButtonProps extends Destination { name: IconName; /** Heard always, seen in elder mode. */ label: string }

export interface ButtonProps extends Destination {
  kind?: 'main' | 'plain' | 'text'
  off?: boolean
  busy?: boolean
  /** Shown instead of the slot while busy: 正在发出. */
  busyWord?: string
  icon?: IconName
  wide?: boolean
  type?: 'button' | 'submit'
  /** id of the WhyNot that explains why the button is off. */
  describedby?: string
}

export type PageState = 'loading' | 'empty' | 'error' | 'forbidden' | 'offline' | 'ready'
export interface StateWords extends Destination { title: string; text?: string; action?: string; icon?: IconName }
export interface PageFrameProps {
  title: string
  /** top: large title (first page of a column, every console page); inner: 48 px bar with back. */
  level?: 'top' | 'inner'
  /** Line over the title; its parts are set apart by dots (phone) or slashes (console). */
  where?: readonly string[]
  backTo?: string
  state?: PageState
  /** Grey bars while loading. */
  rows?: number
  empty?: StateWords
  error?: StateWords
  forbidden?: StateWords
  /** The head slot stays in sight while the page scrolls (a count one watches while tapping). */
  headStays?: boolean
  /** Sentence of the strip: 没有网络，显示 18:05 的内容. */
  offline?: string
}

export interface SheetSectionProps { title?: string; note?: string; level?: 2 | 3; /** Content runs to the edges. */ flush?: boolean }

export interface Choice { key: string; label: string }
export interface FormFieldProps {
  label: string
  help?: string
  /** What is wrong and by how much; sets aria-invalid. */
  error?: string
  kind?: 'text' | 'password' | 'number' | 'date' | 'time' | 'datetime-local' | 'tel' | 'search' | 'textarea' | 'select'
  options?: readonly Choice[]
  optionalWord?: string
  required?: boolean
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search'
  maxlength?: number
  rows?: number
  disabled?: boolean
  /** Data already known: shown as text with 改, asked only after `change`. */
  known?: string
}

export interface StateMarkProps { state: State; word?: string; /** On its weak ground, as a chip. */ ground?: boolean; /** Mark alone; the word stays for screen readers. */ bare?: boolean; large?: boolean }
export interface FigureLinkProps extends Destination { figure?: string; /** Accessible name: 党员大会 3/4，看记录. */ label?: string; /** Not computed yet: the reason. */ why?: string; strong?: boolean }
export interface WhyNotProps { why?: string; id?: string }

export interface Tab extends Destination { key: string; label: string; count?: number }
export interface TabsThreadProps { tabs: readonly Tab[]; label: string }
export interface BottomEntry { key: string; label: string; icon: IconName; to: string }
export interface BottomBarProps { entries: readonly BottomEntry[]; current?: string; label?: string }
export interface MenuItem { key: string; label: string; icon: IconName; to: string; count?: number }
export interface MenuGroup { title?: string; items: readonly MenuItem[] }
export interface SideMenuProps { groups: readonly MenuGroup[]; current?: string; label?: string }

export interface DutyRowProps { state: State; word?: string; name: string; rest?: string; lines?: readonly StateLine[]; article?: string; action?: string; actionTo?: string; to?: string }

export type WindowKind = 'met' | 'open' | 'due' | 'missed' | 'gap' | 'answered' | 'vacation' | 'before' | 'na'
export interface WindowCell extends Destination { key: string; label: string; kind: WindowKind; /** 9 月，有缺项，没有记录. */ sentence: string; running?: boolean }
export interface WindowCellsProps { cells: readonly WindowCell[]; label: string }
export interface IndicatorRowProps {
  state: State
  word?: string
  name: string
  figure?: string
  figureTo?: string
  figureLabel?: string
  figureWhy?: string
  rest?: string
  lines?: readonly StateLine[]
  cells?: readonly WindowCell[]
  article?: string
  action?: string
  actionTo?: string
}

export interface MonthKnot { day: number; label: string; kind: 'past' | 'next'; sentence: string; to?: string }
export interface MonthThreadProps { days: number; today?: number; todayWord?: string; knots: readonly MonthKnot[]; label: string }

export interface QuorumLineProps { base: number; present: number; least: number; /** 名有表决权党员已到 */ of: string; /** 还差 1 人, 可以表决 */ word: string; reached: boolean; leastWord?: string; note?: string }
export type RollState = 'absent' | 'present' | 'leave'
export interface RollPerson { id: string; name: string; post?: string; state: RollState; reason?: string; group?: string }
export interface RollChange { id: string; state: RollState; reason?: string }
export interface RollCallProps { people: readonly RollPerson[]; title: string; /** Ground for leave; the label is what the change carries. */ reasons: readonly string[]; disabled?: boolean; words?: Partial<RollWords> }
export interface RollWords { present: string; absent: string; leave: string; choose: string; stop: string; choosing: string; why: string; cancel: string; back: string }
export interface NameTileProps { name: string; second?: string; state?: RollState; disabled?: boolean; pressed?: boolean }

export interface TallyBarProps {
  title?: string
  matter?: string
  for: number
  against: number
  abstained: number
  /** Votes needed; the tick. */
  need: number
  /** Full width of the bar; the votes cast when absent. */
  base?: number
  state: State
  word: string
  words?: Partial<{ for: string; against: string; abstained: string; need: string }>
  note?: string
  /** Electronic ballot with under five voters, or unanimous: the result alone. */
  resultOnly?: boolean
}

export interface ThreadStep { key: string; label: string; detail?: string; at: 'past' | 'now' | 'next'; hanging?: boolean; to?: string }
export interface ConfirmThreadProps { steps: readonly ThreadStep[]; title?: string; aside?: string; column?: boolean; label: string }

export interface ChartCardProps { title: string; counts: string; state?: 'ready' | 'loading' | 'empty'; emptyText?: string; chartWord?: string; tableWord?: string }
export interface TrendPeriod { key: string; label: string; /** Word of the band: 寒假. */ vacation?: string; present?: boolean }
export interface TrendSeries { key: string; label: string; values: readonly (number | null)[] }
export interface TrendPoint { series: string; period: string; value: number }
export interface TrendChartProps { periods: readonly TrendPeriod[]; series: readonly TrendSeries[]; label: string; /** 10 月，主题党日 18 次，看记录 */ sentence: (point: TrendPoint) => string; height?: number }
export interface CompareCell { held: number; due: number; to?: string; last?: string; /** 不适用 with its reason. */ na?: string; naWhy?: string }
export interface CompareRowProps { name: string; group?: string; to?: string; cells: readonly CompareCell[] }
export interface CompareTableProps { caption: string; heads: readonly string[]; rows: readonly CompareRowProps[] }

export interface OrgNode { id: string; name: string; kind?: string; count?: number; /** Year of dissolution. */ dissolved?: string; children?: readonly OrgNode[] }
export interface OrgTreeProps { nodes: readonly OrgNode[]; label: string; searchLabel?: string; nothing?: string; dissolvedWord?: string }

export interface JobBarProps { done: number; total: number; text: string; note?: string; state?: 'running' | 'done' | 'stopped'; cancelWord?: string }
export type DiffKind = 'new' | 'changed' | 'same' | 'warn' | 'error'
export interface DiffTextProps { before?: string; after: string; field?: string; was?: string; becomes?: string }
/** A `<tr>`: row number, result, name, number, field, difference or reason, verdict. */
export interface DiffRowProps { kind: DiffKind; word: string; row?: number; name?: string; number?: string; field?: string; before?: string; after?: string; reason?: string; verdict?: string }
export interface Count { key: string; label: string; figure: number; note?: string; icon?: IconName; state?: State }
export interface CountStripProps { counts: readonly Count[]; current?: string }

export interface QueueItem { id: string; label: string; detail?: string; state: 'waiting' | 'sending' | 'refused'; why?: string }
export interface QueueStripProps { online: boolean; title: string; text?: string; items?: readonly QueueItem[]; showWord?: string; sendWord?: string; mendWord?: string }
export interface DialogFrameProps { title: string; text?: string; confirm?: string; cancel?: string; /** Confirm is the red one; for a dangerous act leave it plain. */ main?: boolean; busy?: boolean; busyWord?: string; off?: boolean; wide?: boolean }

export type DayKind = 'teaching' | 'shifted' | 'holiday'
/** `key` is '2026-11'; days not in `days` are free. */
export interface CalendarMonth { key: string; label: string; count: number; to?: string; na?: string }
export interface DayCalendarProps { months: readonly CalendarMonth[]; days: Readonly<Record<string, DayKind>>; today?: string; words?: Partial<Record<DayKind | 'today' | 'count' | 'hint', string>> }

export interface Finding { id: string; name: string; what: string; seen?: string; article?: string; note?: string; state?: State; word?: string; actions?: readonly Choice[]; to?: string }
export interface FindingsProps { title: string; count?: string; items: readonly Finding[]; empty?: string; foot?: string }
export interface TextMarkProps { word: string; due?: boolean }
export interface SegmentedOption extends Choice { icon?: IconName }
export interface SegmentedProps { options: readonly SegmentedOption[]; label: string }
export interface EntryRowProps extends Destination { title: string; text?: string; icon?: IconName; line?: StateLine }
export interface Fact { label: string; text: string; to?: string; more?: string }
export interface FactListProps { facts: readonly Fact[]; /** Label over the text, in columns. */ stacked?: boolean }
export interface RecordRow extends Destination { key: string; title: string; facts?: readonly string[]; mark?: string }
export interface RecordThreadProps { records: readonly RecordRow[]; label: string }
export interface SwitchRowProps { title: string; text?: string; icon?: IconName; disabled?: boolean }
