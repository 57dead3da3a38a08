/** Both clients say a notice in the same words. */
export { default } from '../member/words.ts';
