/**
 * The one canonical text of a JSON value (RFC 8785): what is hashed or sealed is this text, in UTF-8.
 * `undefined` members are left out, as JSON does; a value that JSON cannot hold throws.
 */
import canonicalize from 'canonicalize';

export function canonicalText(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
}
