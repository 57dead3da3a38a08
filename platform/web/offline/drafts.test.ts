import { beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import { clearDevice, device } from './fake-store.ts';

vi.mock('./store.ts', () => import('./fake-store.ts'));
const { useDraft } = await import('./drafts.ts');

const open = async (name = '记录') => {
  const draft = effectScope().run(() => useDraft(name, { text: '' }));
  if (!draft) throw new Error('no draft');
  await vi.waitFor(() => expect(draft.ready.value).toBe(true));
  return draft;
};

beforeEach(() => {
  clearDevice();
});

test('every change is kept, and found again', async () => {
  const draft = await open();
  draft.value.value.text = '写了一半';
  await vi.waitFor(() => expect(draft.keptAt.value).not.toBeNull());
  const again = await open();
  expect([again.value.value.text, again.restored.value]).toEqual(['写了一半', true]);
});

test('the server’s copy is the start as long as nobody has written here, and never after', async () => {
  const draft = await open();
  draft.fill({ text: '服务器上的' });
  expect([draft.value.value.text, draft.touched.value, device.kept.size]).toEqual(['服务器上的', false, 0]);
  draft.value.value.text = '我改了';
  draft.fill({ text: '别人又改了' });
  expect([draft.value.value.text, draft.touched.value]).toEqual(['我改了', true]);
});

test('where the device refuses to store, nothing is called kept, and what is written stays on the page', async () => {
  const draft = await open();
  device.full = true;
  draft.value.value.text = '存不下的';
  await nextTick();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([draft.keptAt.value, draft.value.value.text, device.kept.size]).toEqual([null, '存不下的', 0]);
});
