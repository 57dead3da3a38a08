import { onScopeDispose, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';

/** The room's code, asked anew when it changes, with its QR code drawn on this phone. */
export function useCode(meetingId: string): { asked: Asked<typeof meetings.signInCode>; picture: ShallowRef<string>; left: Ref<number> } {
  const asked = useAsk(meetings.signInCode, () => ({ meetingId }), { live: ['meetings'] });
  const picture = shallowRef('');
  const left = ref(0);
  let ends = 0;
  watch(
    () => asked.data,
    async (code) => {
      if (!code) return;
      ends = Date.now() + code.nextInMs;
      const qrcode = await import('qrcode');
      picture.value = await qrcode.toString(`${location.origin}${code.link}`, {
        type: 'svg',
        margin: 0,
        errorCorrectionLevel: 'M',
        color: { dark: '#000000ff', light: '#ffffffff' },
      });
    },
    { immediate: true },
  );
  const tick = setInterval(() => {
    left.value = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    if (ends && left.value === 0 && !asked.fetching) asked.reload();
  }, 500);
  onScopeDispose(() => clearInterval(tick));
  return { asked, picture, left };
}
