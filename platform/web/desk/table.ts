/** One column of a table: `end` for figures, `tight` for what must not wrap, `silent` for one whose head is only heard. */
export type Column = {
  readonly key: string;
  readonly label: string;
  readonly end?: boolean;
  readonly tight?: boolean;
  readonly silent?: boolean;
  readonly width?: string;
};
