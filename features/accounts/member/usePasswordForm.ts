import { type Ref, ref } from 'vue';
import { PASSWORD_LEAST } from '../account.ts';
import { type Password, usePassword } from './useSession.ts';

type Form = { current: string; password: string; again: string };

/** The three fields of a change of password; sent only when the new one is long enough and typed the same twice. */
export function usePasswordForm(): { form: Ref<Form>; pressed: Ref<boolean>; change: Password; submit: () => Promise<boolean> } {
  const form = ref<Form>({ current: '', password: '', again: '' });
  const pressed = ref(false);
  const change = usePassword();
  async function submit(): Promise<boolean> {
    pressed.value = true;
    const { current, password, again } = form.value;
    if (!current || [...password].length < PASSWORD_LEAST || again !== password) return false;
    return (await change.run({ current, password })).ok;
  }
  return { form, pressed, change, submit };
}
