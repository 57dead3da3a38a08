/** Ways through the pages, and rows that say their state. */
import type { Destination, IconName, State, StateLine } from './base.ts';

export interface Tab extends Destination {
  key: string;
  label: string;
  count?: number;
}
export interface TabsThreadProps {
  tabs: readonly Tab[];
  label: string;
}
export interface BottomEntry {
  key: string;
  label: string;
  icon: IconName;
  to: string;
}
export interface BottomBarProps {
  entries: readonly BottomEntry[];
  current?: string;
  label?: string;
}
export interface MenuItem {
  key: string;
  label: string;
  icon: IconName;
  to: string;
  count?: number;
}
export interface MenuGroup {
  title?: string;
  items: readonly MenuItem[];
}
export interface SideMenuProps {
  groups: readonly MenuGroup[];
  current?: string;
  label?: string;
}

export interface DutyRowProps {
  state: State;
  word?: string;
  name: string;
  rest?: string;
  lines?: readonly StateLine[];
  article?: string;
  action?: string;
  actionTo?: string;
  to?: string;
}

export type WindowKind = 'met' | 'open' | 'due' | 'missed' | 'gap' | 'answered' | 'vacation' | 'before' | 'na';
export interface WindowCell extends Destination {
  key: string;
  label: string;
  kind: WindowKind /** 9 月，有缺项，没有记录. */;
  sentence: string;
  running?: boolean;
}
export interface WindowCellsProps {
  cells: readonly WindowCell[];
  label: string;
}
export interface IndicatorRowProps {
  state: State;
  word?: string;
  name: string;
  figure?: string;
  figureTo?: string;
  figureLabel?: string;
  figureWhy?: string;
  rest?: string;
  lines?: readonly StateLine[];
  cells?: readonly WindowCell[];
  article?: string;
  action?: string;
  actionTo?: string;
}

export interface MonthKnot {
  day: number;
  label: string;
  kind: 'past' | 'next';
  sentence: string;
  to?: string;
}
export interface MonthThreadProps {
  days: number;
  today?: number;
  todayWord?: string;
  knots: readonly MonthKnot[];
  label: string;
}
