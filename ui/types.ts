/** The contract of every component in this folder: props here, emits and slots in README.md. */
export type * from './types/base.ts';
export type * from './types/charts.ts';
export type * from './types/desk.ts';
export type * from './types/meeting.ts';
export type * from './types/rows.ts';
