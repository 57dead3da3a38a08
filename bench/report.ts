import { cpus, loadavg, totalmem } from 'node:os';

/** One line of the table. `met` is null where the figure is told beside the others and no goal is set for it. */
export type Line = { readonly what: string; readonly goal: string; readonly figure: string; readonly met: boolean | null };

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const seconds = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
export const mb = (value: number) => (Number.isNaN(value) ? 'not known here' : `${Math.round(value)} MB`);
const verdict = (met: boolean | null) => (met === null ? '' : met ? 'met' : 'missed');

/** The machine by what matters to the figures. */
export function machine(postgres: string): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB memory, Node ${process.versions.node}, PostgreSQL ${postgres}; load average before the run ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`;
}

/** Full-width characters take two places on a terminal. */
const width = (text: string) => [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
const padded = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));

export function asTable(lines: readonly Line[]): string {
  const rows = [['what', 'goal', 'measured', ''], ...lines.map((line) => [line.what, line.goal, line.figure, verdict(line.met)])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => width(row[column] as string))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function asDocument(lines: readonly Line[], about: { date: string; command: string; again: string; machine: string; notes: string }): string {
  const judged = lines.filter((line) => line.met !== null);
  return `# Speed and cost

Written by \`${about.command}\` on ${about.date}${about.again}; do not edit it by hand.
Machine: ${about.machine}.
${judged.filter((line) => line.met).length} of ${judged.length} goals met.

| what | goal | measured | |
| --- | --- | --- | --- |
${lines.map((line) => `| ${line.what} | ${line.goal} | ${line.figure} | ${line.met === false ? '**missed**' : verdict(line.met)} |`).join('\n')}

${about.notes.trim()}
`;
}

/** The lines of a document written before. */
export function linesOf(document: string): Line[] {
  return [...document.matchAll(/^\| (.+?) \| (.*?) \| (.+?) \| (.*?) ?\|$/gm)].flatMap(([, what = '', goal = '', figure = '', said = '']) =>
    what === 'what' || what.startsWith('---') ? [] : [{ what, goal, figure, met: said === '' ? null : said === 'met' }],
  );
}

/** Earlier lines with those measured again in their places, new ones at the end. */
export function merged(kept: readonly Line[], lines: readonly Line[]): Line[] {
  const again = new Map(lines.map((line) => [line.what, line]));
  return [...kept.map((line) => again.get(line.what) ?? line), ...lines.filter((line) => !kept.some(({ what }) => what === line.what))];
}
