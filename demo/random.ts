/** Chance with a seed: the same seed and day give the same university, down to the ids. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** `count` different items, in their own order. */
  some<T>(items: readonly T[], count: number): T[];
  /** A UUIDv7 of an instant, so that rows of one day lie beside each other as live ones do. */
  id(at: number): string;
  /** A stream of its own: what one branch draws changes nothing in the next. */
  fork(label: string): Random;
};

/** FNV-1a over a label, to begin a stream. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** sfc32: 128 bits of state, so that streams do not meet. */
export function randomFrom(seed: string): Random {
  let a = hashed(`${seed}/a`);
  let b = hashed(`${seed}/b`);
  let c = hashed(`${seed}/c`);
  let counter = 1;
  const word = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i += 1) word();
  const hex = (length: number) => word().toString(16).padStart(8, '0').slice(0, length);
  const random: Random = {
    next: () => word() / 4_294_967_296,
    int: (least, most) => least + Math.floor((word() / 4_294_967_296) * (most - least + 1)),
    pick<T>(items: readonly T[]): T {
      const item = items[Math.floor((word() / 4_294_967_296) * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    chance: (probability) => word() / 4_294_967_296 < probability,
    some<T>(items: readonly T[], count: number): T[] {
      const order = items
        .map((_, index) => [word(), index] as const)
        .sort((x, y) => x[0] - y[0])
        .slice(0, count)
        .map(([, index]) => index);
      return order.sort((x, y) => x - y).map((index) => items[index] as T);
    },
    id(at) {
      const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[word() & 3]}${hex(3)}-${hex(6)}${hex(6)}`;
    },
    fork: (label) => randomFrom(`${seed}/${label}`),
  };
  return random;
}
