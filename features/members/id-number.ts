/** Citizen identity numbers (GB 11643-1999): 17 digits, of which 7 to 14 are the birth date and the 17th is odd for men, and a check character. */
import { type Day, isDay } from '#platform/shared/day/day.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECKS[sum % 11] ?? '';
}

/** A number of the first generation (15 digits) with its century and check character. */
export function widened(digits: string): string {
  const seventeen = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return seventeen + checkCharacter(seventeen);
}

/** The birth date that the number carries; undefined when there is no such day. */
export function birthOf(idNumber: string): Day | undefined {
  const day = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  return isDay(day) ? day : undefined;
}

export function sexOf(idNumber: string): 'male' | 'female' {
  return Number(idNumber[16]) % 2 === 1 ? 'male' : 'female';
}

export type IdNumberFault = 'id_length' | 'id_characters' | 'id_birth_invalid' | 'id_check';

/** What is wrong with a number of 18 characters, if anything. */
export function faultOf(idNumber: string): IdNumberFault | undefined {
  if (idNumber.length !== 18) return 'id_length';
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'id_characters';
  if (!birthOf(idNumber)) return 'id_birth_invalid';
  if (checkCharacter(idNumber) !== idNumber[17]) return 'id_check';
  return undefined;
}

/** Only the last four characters, as shown to those who need no more (个人信息保护法 art. 6). */
export function masked(text: string): string {
  return '*'.repeat(Math.max(0, text.length - 4)) + text.slice(-4);
}

/** Eleven figures or more, half or full width, with or without what people put between them: an ID number or a phone in the wrong column. */
const LONG_NUMBER = /[\d０-９](?:[\s\u00a0\u3000-]?[\d０-９]){10,}[XxＸｘ]?/gu;

/** A text in which no number of eleven figures or more can be read whole. */
export const withoutLongNumbers = (text: string): string => text.replace(LONG_NUMBER, masked);
