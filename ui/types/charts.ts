/** Charts and comparisons. */
import type { StateWords } from './base.ts';

export interface ChartCardProps {
  title: string;
  counts: string;
  state?: 'ready' | 'loading' | 'empty' | 'error' | 'forbidden';
  /** Why there is no chart; with the card's own way to try again. */
  error?: StateWords;
  forbidden?: StateWords;
  /** Sentence over a chart that may not be up to date. */
  offline?: string;
  emptyText?: string;
  chartWord?: string;
  tableWord?: string;
}
export interface TrendPeriod {
  key: string;
  label: string /** Word of the band: 寒假. */;
  vacation?: string;
  present?: boolean;
}
export interface TrendSeries {
  key: string;
  label: string;
  values: readonly (number | null)[];
}
export interface TrendPoint {
  series: string;
  period: string;
  value: number;
}
export interface TrendChartProps {
  periods: readonly TrendPeriod[];
  series: readonly TrendSeries[];
  label: string /** 10 月，主题党日 18 次，看记录 */;
  sentence: (point: TrendPoint) => string;
  height?: number;
}
export interface CompareCell {
  held: number;
  due: number;
  to?: string;
  last?: string /** 不适用 with its reason. */;
  na?: string;
  naWhy?: string;
}
export interface CompareRowProps {
  name: string;
  group?: string;
  to?: string;
  cells: readonly CompareCell[];
}
export interface CompareTableProps {
  caption: string;
  heads: readonly string[];
  rows: readonly CompareRowProps[];
}
