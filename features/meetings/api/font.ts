import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The serif type of official papers, from its package. */
export const serif = {
  normal: require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
};

type Ranges = readonly (readonly [from: number, to: number])[];
let known: Ranges | undefined;

/** The code points a TrueType file has glyphs for, from its `cmap` table (OpenType, formats 4 and 12). */
export function codePointsOf(font: Buffer): Ranges {
  const tables = font.readUInt16BE(4);
  let cmap = 0;
  for (let i = 0; i < tables; i++) if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === 'cmap') cmap = font.readUInt32BE(20 + i * 16);
  const ranges: [number, number][] = [];
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 8 + i * 8);
    const format = font.readUInt16BE(at);
    if (format === 12)
      for (let g = 0; g < font.readUInt32BE(at + 12); g++) ranges.push([font.readUInt32BE(at + 16 + g * 12), font.readUInt32BE(at + 20 + g * 12)]);
    if (format === 4) {
      const segments = font.readUInt16BE(at + 6) / 2;
      for (let s = 0; s < segments; s++) ranges.push([font.readUInt16BE(at + 16 + segments * 2 + s * 2), font.readUInt16BE(at + 14 + s * 2)]);
    }
  }
  return ranges;
}

/** Characters of a text that would be printed as a box; read once, since the font does not change. */
export function missingGlyphs(text: string): string[] {
  known ??= codePointsOf(readFileSync(serif.normal));
  const ranges = known;
  const absent = [...new Set(text)].filter((char) => {
    const code = char.codePointAt(0) ?? 0;
    return code > 0x20 && !ranges.some(([from, to]) => code >= from && code <= to);
  });
  return absent;
}
