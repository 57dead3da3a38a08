import { finished } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../call/call.ts';

type Guest = { readonly since: number; readonly enter: () => void; readonly turnAway: () => void };
export type Crowd = {
  come(guest: Guest): void;
  /** One who was in has been answered: the place is for the next. */
  leave(): void;
  /** One who waits has gone. */
  forget(guest: Guest): void;
  /** Tells those who have waited too long to come again. */
  look(now: number): void;
};

const LOOK_MS = 50;
/**
 * Who waits longer is late. That happens in a burst; where somebody is late at every look for five seconds, it lasts. Of the time between two
 * looks only so much counts, since the whole process may have stood still.
 */
const LATE_MS = 300;
const LASTING_MS = 5000;
const OVER_MS = 1000;
const MOST_BETWEEN_MS = 250;
const PATIENCE_MS = 10_000;
const MOST_WAITING = 2000;

/**
 * So many at once, the others wait. Many who come at one moment are all answered, in the order of coming. Where more keep coming than can
 * be answered, that order would let everybody wait until it is too late: then the last who came is the first to enter, and whoever is late
 * is told to come again, until for a second nobody has been.
 */
export function createCrowd(places: number): Crowd {
  let free = places;
  let lasting = false;
  let [lookedAt, lateFor, timelyFor] = [0, 0, 0];
  const waiting: Guest[] = [];
  return {
    come(guest) {
      if (free > 0) {
        free -= 1;
        guest.enter();
      } else if (waiting.length < MOST_WAITING) waiting.push(guest);
      else guest.turnAway();
    },
    leave() {
      const next = lasting ? waiting.pop() : waiting.shift();
      if (next) next.enter();
      else free += 1;
    },
    forget(guest) {
      const at = waiting.indexOf(guest);
      if (at >= 0) waiting.splice(at, 1);
    },
    look(now) {
      const [first] = waiting;
      const isLate = first !== undefined && now - first.since > LATE_MS;
      const passed = Math.min(now - lookedAt, MOST_BETWEEN_MS);
      lookedAt = now;
      [lateFor, timelyFor] = isLate ? [lateFor + passed, 0] : [0, timelyFor + passed];
      lasting = lasting ? timelyFor < OVER_MS : lateFor >= LASTING_MS;
      const patience = lasting ? LATE_MS : PATIENCE_MS;
      const staying = waiting.findIndex((guest) => now - guest.since <= patience);
      for (const guest of waiting.splice(0, staying < 0 ? waiting.length : staying)) guest.turnAway();
    },
  };
}

/** What two cores and ten connections to the database answer at once without slowing one another down. */
const PLACES = 20;
/** Files come and go as slowly as a phone's network and have lines of their own where they are made. */
const PLACES_FOR_FILES = 60;

/** No question or command begins before there is a place for it. Open pages that listen are not counted, nor what tells whether the server lives. */
export function limitCrowd(app: FastifyInstance): void {
  const now = () => performance.now();
  const [quick, files] = [createCrowd(PLACES), createCrowd(PLACES_FOR_FILES)];
  const looking = setInterval(() => {
    quick.look(now());
    files.look(now());
  }, LOOK_MS).unref();
  app.addHook('onClose', async () => clearInterval(looking));
  // What a body brings is read before: who sends slowly holds no place.
  app.addHook('preHandler', (request, reply, done) => {
    const { endpoint, stream, file } = request.routeOptions.config as { endpoint?: string; stream?: boolean; file?: boolean };
    if (!endpoint || stream) return done();
    const crowd = file ? files : quick;
    let inside = false;
    const guest: Guest = {
      since: now(),
      enter: () => {
        inside = true;
        done();
      },
      turnAway: () => done(new Refusal('busy')),
    };
    // Answered, or gone before the answer.
    finished(reply.raw, () => (inside ? crowd.leave() : crowd.forget(guest)));
    crowd.come(guest);
  });
}
