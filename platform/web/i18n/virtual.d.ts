declare module 'virtual:words/zh-CN' {
  const words: import('#platform/shared/words/words.ts').Messages;
  export default words;
}
declare module 'virtual:words/en' {
  const words: import('#platform/shared/words/words.ts').Messages;
  export default words;
}
