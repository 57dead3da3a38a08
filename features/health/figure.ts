/** How an indicator's two numbers are said. Nothing out of nothing is no figure. */
type Counted = {
  readonly state: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly running?: { readonly window: string; readonly state: string } | null;
};

/** `3/4`; null where it does not apply or no window has been due yet. */
export function figureOf({ state, numerator, denominator }: Counted): string | null {
  return numerator === null || !denominator || state === 'notApplicable' ? null : `${numerator}/${denominator}`;
}

/** The running window of a branch whose first record has come: met, while none has been due before. */
export function firstMet({ state, denominator, running }: Counted): string | null {
  return state === 'met' && denominator === 0 && running?.state === 'met' ? running.window : null;
}
