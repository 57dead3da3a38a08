/** The device's store for tests: `vi.mock('./store.ts', () => import('./fake-store.ts'))`. */
export const device = {
  kept: new Map<string, unknown>(),
  /** No room is left: nothing written is taken. */
  full: false,
  owner: 'somebody',
};
export function clearDevice(): void {
  device.kept.clear();
  Object.assign(device, { full: false, owner: 'somebody' });
}

export const shelf = (): string => device.owner;
export async function keepWritten(key: string, value: unknown): Promise<boolean> {
  if (device.full) return false;
  device.kept.set(key, structuredClone(value));
  return true;
}
export const kept = async (key: string): Promise<unknown> => device.kept.get(key);
export async function forget(key: string): Promise<void> {
  device.kept.delete(key);
}
export const keptUnder = async (name: string): Promise<{ key: string; value: unknown }[]> =>
  [...device.kept].filter(([key]) => key.startsWith(name)).map(([key, value]) => ({ key, value }));
