import { pinyin } from 'pinyin-pro';

const known = new Map<string, { pinyin: string; initials: string }>();

/** A name as it is typed when it is looked for: `林知远` → `linzhiyuan`, `lzy`; a surname by its own reading. */
export function spokenForm(name: string): { pinyin: string; initials: string } {
  const found = known.get(name);
  if (found) return found;
  const syllables = pinyin(name.replaceAll('·', ''), { toneType: 'none', type: 'array', surname: 'head' }).map((syllable) =>
    syllable.toLowerCase().replace(/[^a-z]/g, ''),
  );
  const form = { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
  if (known.size > 50_000) known.clear();
  known.set(name, form);
  return form;
}
