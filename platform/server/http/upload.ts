import type { FastifyRequest } from 'fastify';
import { Refusal } from '../call/call.ts';

/** The one file of a multipart request, with its text fields. */
export async function readUpload(
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ name: string; bytes: Buffer; fields: Record<string, string> }> {
  if (!request.isMultipart()) throw new Refusal('invalid_input', {}, [{ path: 'file', code: 'missing', message: 'multipart/form-data' }]);
  const fields: Record<string, string> = {};
  let found: { name: string; bytes: Buffer } | null = null;
  const tooLarge = () => new Refusal('too_large', { megabytes: Math.floor(maxBytes / 1_000_000) });
  try {
    for await (const part of request.parts({ limits: { fileSize: maxBytes, files: 1, fields: 20, fieldSize: 10_000 } })) {
      if (part.type === 'file') found = { name: (part.filename ?? '').normalize('NFC').slice(-200), bytes: await part.toBuffer() };
      else fields[part.fieldname] = String(part.value);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    // No boundary, an end that never comes, more files than one: the sender's affair, whatever the reader calls it.
    throw new Refusal('invalid_input', {}, [{ path: 'file', code: 'unreadable', message: 'multipart/form-data' }]);
  }
  if (!found) throw new Refusal('invalid_input', {}, [{ path: 'file', code: 'missing', message: 'file' }]);
  return { ...found, fields };
}
