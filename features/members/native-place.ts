/** Native places 籍贯 against GB/T 2260 at the level of province and prefecture; what follows is free text. */
import { PLACE_NAMES } from './place-names.ts';

type Place = { code: string; name: string; short: string };
type Province = Place & { prefectures: Place[] };

const PROVINCE_SUFFIX = /(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/;
const PREFECTURE_SUFFIX =
  /(市|地区|盟|(?:朝鲜族|土家族|苗族|布依族|侗族|哈尼族|彝族|壮族|傣族|白族|景颇族|傈僳族|藏族|羌族|回族|蒙古族|蒙古|柯尔克孜|哈萨克)*自治州)$/;

function shortened(name: string, suffix: RegExp): string {
  const short = name.replace(suffix, '');
  return short.length >= 2 ? short : name;
}

const PROVINCES: readonly Province[] = PLACE_NAMES.trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', list = ''] = line.split(' ');
    const prefectures = list
      .split(',')
      .filter(Boolean)
      .map((item) => ({ code: code + item.slice(0, 2), name: item.slice(2), short: shortened(item.slice(2), PREFECTURE_SUFFIX) }));
    return { code, name, short: shortened(name, PROVINCE_SUFFIX), prefectures };
  });

const startOf = (text: string, places: readonly Place[]) => {
  for (const place of places) {
    if (text.startsWith(place.name)) return { place, rest: text.slice(place.name.length) };
  }
  for (const place of places) {
    if (text.startsWith(place.short)) return { place, rest: text.slice(place.short.length) };
  }
  return undefined;
};

/** The six-digit code of a native place, as exact as the text allows; undefined when it does not begin with a province. */
export function placeCode(text: string): string | undefined {
  const found = startOf(text, PROVINCES);
  if (!found) return undefined;
  const province = PROVINCES.find((one) => one.code === found.place.code);
  const inside = startOf(found.rest.replace(/^[省市]/, ''), province?.prefectures ?? []);
  return (inside?.place.code ?? found.place.code).padEnd(6, '0');
}
