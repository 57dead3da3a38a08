declare module 'virtual:words/zh-CN' {
  const words: import('#platform/shared/words/words.ts').Messages;
  export default words;
}
declare module 'virtual:words/rooms' {
  const rooms: Readonly<Record<string, () => Promise<{ default: import('#platform/shared/words/words.ts').Messages }>>>;
  export default rooms;
}
declare module 'virtual:words/en' {
  const words: import('#platform/shared/words/words.ts').Messages;
  export const refusals: Record<string, Record<string, string>>;
  export default words;
}
