/**
 * Stands in for zod in the two clients: a page asks a contract only for the names of its fields, and the server checks
 * their values. Keeps some 50 kB out of the first visit. Whoever parses in a page is told so.
 */
type Shape = Record<string, unknown>;
type Schema = { readonly shape: Shape; readonly options: readonly unknown[]; readonly [method: string]: unknown };

function schema(shape: Shape, options: readonly unknown[] = []): Schema {
  const own: Record<string, unknown> = {
    shape,
    options,
    extend: (more: Shape) => schema({ ...shape, ...more }),
    safeExtend: (more: Shape) => schema({ ...shape, ...more }),
    merge: (other: Schema) => schema({ ...shape, ...other.shape }),
    and: (other: Schema) => schema({ ...shape, ...other.shape }),
    pick: (names: Shape) => schema(Object.fromEntries(Object.entries(shape).filter(([name]) => name in names))),
    omit: (names: Shape) => schema(Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in names)))),
  };
  const proxy: Schema = new Proxy(own, {
    get(target, name) {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (name in target) return target[name];
      if (/^(safe)?parse(Async)?$/.test(name))
        return () => {
          throw new Error('schemas are checked on the server');
        };
      return () => proxy;
    },
  }) as Schema;
  return proxy;
}

const makers: Record<string, unknown> = {
  object: (shape: Shape) => schema(shape),
  strictObject: (shape: Shape) => schema(shape),
  looseObject: (shape: Shape) => schema(shape),
  enum: (options: readonly unknown[] | Record<string, unknown>) => schema({}, Array.isArray(options) ? options : Object.values(options)),
  discriminatedUnion: (_key: string, options: readonly Schema[]) => schema(Object.assign({}, ...options.map((option) => option.shape)), options),
  union: (options: readonly Schema[]) => schema(Object.assign({}, ...options.map((option) => option.shape)), options),
  intersection: (a: Schema, b: Schema) => schema({ ...a.shape, ...b.shape }),
};

const any = (): Schema => schema({});
/** `z`, as far as a contract is written with it. */
export const z: unknown = new Proxy(makers, {
  get(target, name) {
    if (typeof name === 'symbol') return undefined;
    if (name in target) return target[name];
    // `z.iso.datetime()`, `z.coerce.number()`: namespaces that are called one level down.
    return new Proxy(any, { get: (_t, inner) => (typeof inner === 'symbol' ? undefined : any) });
  },
});
export default z;
