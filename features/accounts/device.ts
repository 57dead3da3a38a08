/** What a browser says of itself, as plain words: the system and the browser. Versions are left out: they change under one's hands. */
type Named = { readonly zh: string; readonly en: string };
type Mark = readonly [mark: RegExp, name: Named];
const same = (name: string): Named => ({ zh: name, en: name });

/** Earlier ones first: an iPad also says Mac, HarmonyOS and Android also say Linux. */
const SYSTEMS: readonly Mark[] = [
  [/iPhone/, same('iPhone')],
  [/iPad/, same('iPad')],
  [/OpenHarmony|HarmonyOS/, { zh: '鸿蒙', en: 'HarmonyOS' }],
  [/Android/, { zh: '安卓', en: 'Android' }],
  [/Windows/, same('Windows')],
  [/Macintosh|Mac OS X/, { zh: '苹果电脑', en: 'Mac' }],
  [/CrOS/, same('ChromeOS')],
  [/Linux|X11/, same('Linux')],
];
/** Those that are built on another name it too, so the more particular come first. */
const BROWSERS: readonly Mark[] = [
  [/wxwork/i, { zh: '企业微信', en: 'WeCom' }],
  [/MicroMessenger/, { zh: '微信', en: 'WeChat' }],
  [/DingTalk/, { zh: '钉钉', en: 'DingTalk' }],
  [/Edg(e|A|iOS)?\//, same('Edge')],
  [/OPR\/|Opera/, same('Opera')],
  [/HuaweiBrowser/, { zh: '华为浏览器', en: 'Huawei Browser' }],
  [/MiuiBrowser/, { zh: '小米浏览器', en: 'Mi Browser' }],
  [/VivoBrowser/, { zh: 'vivo 浏览器', en: 'vivo Browser' }],
  [/HeyTapBrowser/, { zh: 'OPPO 浏览器', en: 'OPPO Browser' }],
  [/SamsungBrowser/, { zh: '三星浏览器', en: 'Samsung Internet' }],
  [/MQQBrowser|QQBrowser/, { zh: 'QQ 浏览器', en: 'QQ Browser' }],
  [/UCBrowser|UBrowser/, { zh: 'UC 浏览器', en: 'UC Browser' }],
  [/Firefox|FxiOS/, same('Firefox')],
  [/Chrome|CriOS|Chromium/, same('Chrome')],
  [/Version\/[\d.]+.*Safari/, same('Safari')],
];
const find = (marks: readonly Mark[], text: string): Named | undefined => marks.find(([mark]) => mark.test(text))?.[1];

/** `iPhone，微信`; what is not known is not guessed. */
export function deviceName(userAgent: string): Named {
  const known = [find(SYSTEMS, userAgent), find(BROWSERS, userAgent)].filter((one) => one !== undefined);
  if (known.length === 0) return { zh: '其他设备', en: 'Another device' };
  return { zh: known.map((one) => one.zh).join('，'), en: known.map((one) => one.en).join(', ') };
}
