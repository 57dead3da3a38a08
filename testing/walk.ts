import { expect } from 'vitest';

/** What a command does in a state: it leads to a state, or is refused with a code; null: it is not sent there. */
export type Model<State extends string, Command extends string> = Readonly<
  Record<Command, Readonly<Record<State, State | { readonly no: string } | null>>>
>;
export const no = (code: string) => ({ no: code });

/** One thing to walk about with. `look` gives its state, and all that a refusal has to leave as it was. */
export type Walker<State extends string, Command extends string> = {
  send(command: Command): Promise<string | null> | string | null;
  look(): Promise<{ readonly state: State }> | { readonly state: State };
};

/** The same numbers in every run, so that a walk which fails can be walked again. */
function dice(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
}

/**
 * Random walks against a model that says of every command in every state what comes of it. Two of three steps go to what was not tried yet,
 * so that at the end each pair has been: where it leads was reached, and what is illegal was refused with its code and changed nothing.
 */
export async function walkAbout<State extends string, Command extends string>(
  name: string,
  model: Model<State, Command>,
  walks: { readonly count: number; readonly steps: number; readonly seed?: number },
  begin: () => Promise<Walker<State, Command>> | Walker<State, Command>,
): Promise<void> {
  const below = dice(walks.seed ?? 20261125);
  const commands = Object.keys(model) as Command[];
  const tried = new Set<string>();
  const sendableIn = (state: State) => commands.filter((command) => model[command][state] !== null);
  /** What was not tried yet here, or the first step of the shortest way to where something was not. */
  const toward = (from: State): Command[] => {
    const seen = new Set([from]);
    const front: { state: State; first: Command | null }[] = [{ state: from, first: null }];
    for (const { state, first } of front) {
      const fresh = sendableIn(state).filter((command) => !tried.has(`${state} ${command}`));
      if (fresh.length > 0) return first === null ? fresh : [first];
      for (const command of commands) {
        const to = model[command][state] as State | { readonly no: string } | null;
        if (typeof to !== 'string' || seen.has(to)) continue;
        seen.add(to);
        front.push({ state: to, first: first ?? command });
      }
    }
    return [];
  };
  let refused = 0;
  for (let walk = 0; walk < walks.count; walk += 1) {
    const walker = await begin();
    let before = await walker.look();
    const way: string[] = [before.state];
    for (let step = 0; step < walks.steps; step += 1) {
      const { state } = before;
      const sendable = sendableIn(state);
      const choice = below(3) > 0 ? toward(state) : sendable;
      const from = choice.length > 0 ? choice : sendable;
      const command = from[below(from.length)] as Command;
      const expected = model[command][state] as State | { no: string };
      const code = await walker.send(command);
      const after = await walker.look();
      way.push(command, after.state);
      tried.add(`${state} ${command}`);
      if (typeof expected === 'string') expect([code, after.state], way.join(' → ')).toEqual([null, expected]);
      else {
        expect([code, after], way.join(' → ')).toEqual([expected.no, before]);
        refused += 1;
      }
      before = after;
    }
  }
  const pairs = commands.flatMap((command) =>
    Object.entries<State | { no: string } | null>(model[command]).flatMap(([state, to]) => (to === null ? [] : [`${state} ${command}`])),
  );
  expect(
    pairs.filter((pair) => !tried.has(pair)),
    'never tried',
  ).toEqual([]);
  console.log(
    `${name}: ${walks.count} random walks, ${walks.count * walks.steps} steps, ${refused} refused with their code and nothing changed; all ${pairs.length} pairs of state and command tried`,
  );
}
