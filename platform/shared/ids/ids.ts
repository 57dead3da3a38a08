import { v7, validate } from 'uuid';

/** UUIDv7, made in the app: sortable by time, the same on PostgreSQL 15 and 18, and on a phone with no network. */
export function newId(): string {
  return v7();
}

export function isId(text: string): boolean {
  return validate(text);
}
