import type { Call } from '#platform/server/call/call.ts';
import { mediaTypeOf } from '#platform/server/files/files.ts';
import { type Download, prepared } from '#platform/server/http/feature.ts';
import { createTurns } from '#platform/server/turns/turns.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import type { meetings } from '../contract.ts';
import { mayReadMeeting, mayRecordMeeting } from '../policy.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { presentMeeting, subjectOf, writable } from './present.ts';
import { meetingRepository } from './repository.ts';

type View = Output<typeof meetings.getMeeting>;

const MOST_PHOTOS = 20;
const SIDE = 2000;
/** Twice what the largest phone cameras take; more is no photograph but an attack on memory. */
const MOST_PIXELS = 120_000_000;
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/avif'];

/** Turned upright and made anew as WebP of at most 2000 pixels: what a camera wrote beside the picture (place, device, time) is gone. */
async function cleanPhoto(bytes: Buffer): Promise<Buffer | null> {
  const type = await mediaTypeOf(bytes);
  if (!type || !PICTURES.includes(type)) return null;
  try {
    // Loaded with the first photo: a server at rest does without it.
    const { default: sharp } = await import('sharp');
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}

type Made = { readonly webp: Buffer | null };
type Asked = Input<typeof meetings.addPhoto>;

/** A picture unpacked takes hundreds of megabytes: two at once. */
const turns = createTurns({ places: 2, line: 20, patience: 20_000 });
const made = async ({ file }: Call): Promise<Made> => ({ webp: file && (await turns.take(() => cleanPhoto(file.bytes))) });

/** Before the transaction, since a large picture takes seconds and nobody shall wait for the meeting's row meanwhile. What the command will refuse is not made. */
async function make(call: Call, { meetingId }: Asked): Promise<Made | null> {
  const repository = meetingRepository(call.tx);
  const meeting = await repository.byId(meetingId, call.today);
  const may = meeting && mayRecordMeeting(call.actor, subjectOf(meeting)).ok && writable(meeting).ok;
  return may && (await repository.photos(meetingId)).length < MOST_PHOTOS ? made(call) : null;
}

/** Adds a photo to the record. */
export const addPhoto = prepared(make, async (call: Call, input: Asked, before): Promise<View> => {
  const meeting = await openMeeting(call, input.meetingId, mayRecordMeeting);
  call.accept(writable(meeting));
  const repository = meetingRepository(call.tx);
  const photos = await repository.photos(meeting.id);
  if (photos.length >= MOST_PHOTOS) call.refuse('too_many_photos', { most: MOST_PHOTOS });
  const webp = (before ?? (await made(call))).webp ?? call.refuse('file_not_picture');
  const fileId = await call.services.files.keep(call.tx, webp, 'photo.webp', 'image/webp', call.actor.accountId, call.now);
  call.afterRollback(() => call.services.files.remove(fileId));
  await repository.addPhoto({
    meetingId: meeting.id,
    fileId,
    caption: input.caption,
    position: Math.max(-1, ...photos.map((photo) => photo.position)) + 1,
  });
  await closeMeeting(call, meeting, 'addPhoto', { detail: { fileId } });
  return presentMeeting(call, meeting.id);
});

/** Takes a photo out of the record, and once that stands its bytes off the disk. */
export async function removePhoto(call: Call, { meetingId, fileId }: Input<typeof meetings.removePhoto>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  call.accept(writable(meeting));
  const repository = meetingRepository(call.tx);
  if (!(await repository.photos(meeting.id)).some((photo) => photo.fileId === fileId)) call.refuse('not_found');
  await repository.removePhoto(meeting.id, fileId);
  call.afterCommit(() => call.services.files.remove(fileId));
  await closeMeeting(call, meeting, 'removePhoto', { detail: { fileId } });
  return presentMeeting(call, meeting.id);
}

/** A photo, to those who read the record. */
export async function getPhoto(call: Call, { meetingId, fileId }: Input<typeof meetings.getPhoto>): Promise<Download> {
  const repository = meetingRepository(call.tx);
  const meeting = await repository.byId(meetingId, call.today);
  call.permit(mayReadMeeting, meeting && subjectOf(meeting));
  const photo = (await repository.photos(meetingId)).find((each) => each.fileId === fileId) ?? call.refuse('not_found');
  return { name: `${fileId}.webp`, mediaType: photo.mediaType, body: await call.services.files.read(fileId), inline: true };
}
