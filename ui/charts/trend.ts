import type { TrendPeriod, TrendSeries } from '../types.ts';

export interface Palette {
  lines: readonly string[];
  grid: string;
  ink2: string;
  ink: string;
  sheet: string;
  sunk: string;
  accentText: string;
  sans: string;
}
export interface PlotBox {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface EndLabel {
  key: string;
  text: string;
  y: number;
}

const dashes: readonly ('solid' | number[])[] = ['solid', [6, 3], [2, 3], [9, 3, 2, 3]];
const markers = ['rect', 'triangle', 'diamond', 'circle'] as const;
const steps = [1, 2, 3, 4, 5, 6, 8, 10];

/** The scale: from zero, never more than four lines, with room over the last for the word of the holidays. */
export function scaleOf(series: readonly TrendSeries[]): { top: number; step: number; ceiling: number } {
  const most = Math.max(1, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const size = 10 ** Math.max(0, Math.floor(Math.log10(most / 3)));
  const step = (steps.find((candidate) => candidate * size * 3 >= most) ?? 10) * size;
  const top = Math.ceil(most / step) * step;
  return { step, top, ceiling: top + step * 0.45 };
}

/** Middle of a point in the plot; periods stand at equal distances from edge to edge. */
export function placeOf(box: PlotBox, count: number, ceiling: number, index: number, value: number): { x: number; y: number } {
  return { x: box.left + (count > 1 ? (index / (count - 1)) * box.width : box.width / 2), y: box.top + box.height * (1 - value / ceiling) };
}

/** Labels at the line's end, moved apart so that none covers another and all stay in the plot. */
export function partLabels(labels: readonly EndLabel[], height: number, lowest: number): EndLabel[] {
  const parted = [...labels].sort((a, b) => a.y - b.y).map((label) => ({ ...label }));
  for (const [i, label] of parted.entries()) label.y = Math.max(label.y, (parted[i - 1]?.y ?? Number.NEGATIVE_INFINITY) + height);
  let floor = lowest;
  for (const label of parted.reverse()) {
    label.y = Math.min(label.y, floor);
    floor = label.y - height;
  }
  return parted;
}

/** One plot as echarts draws it: dash and marker tell the lines apart without colour, holidays are a grey band, nothing moves. */
export function trendOption(input: {
  periods: readonly TrendPeriod[];
  series: readonly TrendSeries[];
  palette: Palette;
  box: PlotBox;
  note: number;
  top: number;
  step: number;
  ceiling: number;
}) {
  const { periods, series, palette, box, note, top, step, ceiling } = input;
  const last = Math.max(1, periods.length - 1);
  const text = { fontFamily: palette.sans, fontSize: note, color: palette.ink2 };
  const bands = periods.flatMap((period, i) =>
    period.vacation ? [[{ name: period.vacation, xAxis: Math.max(0, i - 0.5) }, { xAxis: Math.min(last, i + 0.5) }] as [object, object]] : [],
  );
  return {
    animation: false,
    silent: true,
    textStyle: text,
    grid: { left: box.left, top: box.top, width: box.width, height: box.height },
    xAxis: {
      type: 'value' as const,
      min: 0,
      max: last,
      interval: 1,
      splitLine: { show: false },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        margin: 8,
        hideOverlap: true,
        showMinLabel: true,
        showMaxLabel: true,
        formatter: (value: number) => (periods[value]?.present ? `{now|${periods[value].label}}` : (periods[value]?.label ?? '')),
        rich: { now: { color: palette.accentText, fontWeight: 600 as const, fontFamily: palette.sans, fontSize: note } },
      },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      max: ceiling,
      interval: step,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 14, formatter: (value: number) => (value > top ? '' : String(value)) },
      splitLine: { showMaxLine: false, lineStyle: { color: palette.grid, width: 1 } },
    },
    series: series.map((one, i) => ({
      type: 'line' as const,
      data: one.values.map((value, at) => [at, value ?? '-']),
      symbol: markers[i % 4],
      symbolSize: [7, 8, 9, 7][i % 4],
      showAllSymbol: true,
      z: 3,
      lineStyle: { width: 2, color: palette.lines[i % 4], type: dashes[i % 4] },
      itemStyle: i % 4 === 3 ? { color: palette.sheet, borderColor: palette.lines[i % 4], borderWidth: 2 } : { color: palette.lines[i % 4] },
      emphasis: { disabled: true },
      ...(i === 0 && bands.length
        ? {
            markArea: {
              silent: true,
              z: 0,
              itemStyle: { color: palette.sunk, opacity: 0.6 },
              label: { ...text, position: 'insideTop' as const, distance: 2 },
              data: bands,
            },
          }
        : {}),
    })),
  };
}
