import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobs } from '#features/jobs/contract.ts';
import { writeRoster } from '#features/members/api/workbook/write-roster.ts';
import { members } from '#features/members/contract.ts';
import { checkCharacter } from '#features/members/id-number.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { foundUniversity, numbered, type Place, type University } from '../people.ts';
import { drain, upload } from '../roster-scene.ts';
import { type Model, no, type Walker, walkAbout } from '../walk.ts';
import { openWorld, type World } from '../world.ts';

/** 导入: checked, asked about its branches' types, carried out; cancelled while it is checked or carried out; given up when the roster has changed meanwhile. */
const long = process.env.LIANXIN_TRIALS === '1';
/** `…Off`: its cancellation was asked for and not heard yet. */
type State = 'checking' | 'checkingOff' | 'asked' | 'answered' | 'applying' | 'applyingOff' | 'applied' | 'cancelled' | 'failed';
type Command =
  | 'work'
  | 'workOnAnotherRoster'
  | 'answer'
  | 'answerAnOldVersion'
  | 'apply'
  | 'applyAsAnother'
  | 'cancel'
  | 'beginAnother'
  | 'wrongRows';

const each = <T>(value: T) => ({
  checking: value,
  checkingOff: value,
  asked: value,
  answered: value,
  applying: value,
  applyingOff: value,
  applied: value,
  cancelled: value,
  failed: value,
});
const unchecked = no('import_not_checked');
const busy = no('import_running');
const [carriedOut, calledOff, finished] = [no('import_applied'), no('import_cancelled'), no('job_finished')];
const answering = {
  checking: unchecked,
  checkingOff: unchecked,
  applying: carriedOut,
  applyingOff: carriedOut,
  applied: carriedOut,
  cancelled: calledOff,
  failed: unchecked,
};
const model: Model<State, Command> = {
  work: {
    checking: 'asked',
    checkingOff: 'cancelled',
    asked: 'asked',
    answered: 'answered',
    applying: 'applied',
    applyingOff: 'cancelled',
    applied: 'applied',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  /** Planned anew, its rows are not what was shown: nothing is written. */
  workOnAnotherRoster: { ...each(null), applying: 'failed', applyingOff: 'cancelled' },
  answer: { ...answering, asked: 'answered', answered: 'answered' },
  answerAnOldVersion: { ...answering, asked: no('changed_meanwhile'), answered: no('changed_meanwhile') },
  apply: {
    ...answering,
    asked: no('composition_missing'),
    answered: 'applying',
    applying: busy,
    applyingOff: busy,
  },
  applyAsAnother: each(no('not_found')),
  cancel: { ...each(finished), checking: 'checkingOff', checkingOff: 'checkingOff', applying: 'applyingOff', applyingOff: 'applyingOff' },
  beginAnother: { ...each(null), checking: busy, checkingOff: busy, applying: busy, applyingOff: busy },
  /** Of one that came to its end the workbook is not kept; how far one came that was called off, its state does not say. */
  wrongRows: {
    ...each(no('no_wrong_rows')),
    checking: unchecked,
    checkingOff: unchecked,
    applied: no('workbook_gone'),
    cancelled: null,
    failed: no('workbook_gone'),
  },
};

let world: World;
let university: University;
let department: Client;
let elsewhere: Client;
let serial = 0;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  department = await university.as('department');
  elsewhere = await university.as('otherOrganiser');
});
afterAll(() => world?.close());

/** A school has room for ninety new branches: a code is its parent's and two digits. */
let school: Place & { code: string };
async function place(kind: 'committee' | 'branch', code: string, parent: Place): Promise<Place & { code: string }> {
  const id = newId();
  const at = await numbered(world.db, parent);
  const name = kind === 'branch' ? `先设立的党支部${code}` : `第${code}学院党委`;
  const composition = kind === 'branch' ? 'staff' : null;
  await world.db
    .insertInto('organisations')
    .values({ id, ...at, code, name, kind, parentId: parent.id, composition, foundedOn: '2026-03-01', recordsSince: '2026-03-01' })
    .execute();
  return { id, code, name, path: at.path };
}

/** A new branch without a type, and one new person in it. Invented: the number begins with 99. */
async function roster(): Promise<{ bytes: Buffer; code: string; staffNumber: string }> {
  if (serial % 90 === 0) school = await place('committee', `01${10 + serial / 90}`, university.root);
  const code = `${school.code}${10 + (serial % 90)}`;
  serial += 1;
  const digits = `99010119900307${String(2 * serial - 1).padStart(3, '0')}`;
  const staffNumber = `T2027${String(serial).padStart(5, '0')}`;
  const branch = {
    code,
    name: `新设第${serial}党支部`,
    kind: 'branch',
    composition: null,
    parentCode: school.code,
    foundedOn: '2026-03-01',
    termBegan: null,
    termYears: null,
    note: null,
  } as const;
  const person = {
    name: '林新来',
    sex: 'male',
    ethnicity: '01',
    birthDate: '1990-03-07',
    idNumber: digits + checkCharacter(digits),
    nativePlace: null,
    education: '14',
    degree: null,
    staffNumber,
    identity: 'teacher',
    category: 'full',
    organisationCode: code,
    appliedOn: '2011-03-15',
    admittedOn: '2013-06-20',
    convertedOn: '2014-06-20',
    posts: [],
    phone: null,
    email: null,
    mobile: false,
    note: null,
  } as const;
  return { bytes: await writeRoster({ organisations: [branch], persons: [person], personal: true }), code, staffNumber };
}

async function begin(): Promise<Walker<State, Command>> {
  await drain(world);
  const { bytes, code, staffNumber } = await roster();
  const begun = await upload(department, bytes);
  if (begun.status !== 200) throw new Error(`not begun: ${JSON.stringify(begun.problem)}`);
  const importId = begun.body.id;
  const view = async () => (await department.ask(members.getImport, { importId })).body;
  const { db } = world;
  const enrolled = async () => {
    const branch = await db.selectFrom('organisations').select('id').where('code', '=', code).execute();
    const people = await db.selectFrom('persons').select('id').where('staffNumber', '=', staffNumber).execute();
    return [branch.length, people.length];
  };

  return {
    /** Until it is applied nobody of the workbook is on the roster; afterwards everybody is, once. */
    async look() {
      const now = await view();
      const job = await db.selectFrom('jobs').select(['state', 'cancelAsked']).where('id', '=', now.jobId).executeTakeFirstOrThrow();
      const { abilities: _, ...rest } = now;
      const written = await enrolled();
      expect(written, now.state).toEqual(now.state === 'applied' ? [1, 1] : [0, 0]);
      const asked = now.proposals.some((one) => one.answer === null);
      const off = job.cancelAsked && (now.state === 'checking' || now.state === 'applying') ? 'Off' : '';
      const state = (now.state === 'checked' ? (asked ? 'asked' : 'answered') : `${now.state}${off}`) as State;
      const imports = await db.selectFrom('imports').select(['id', 'state']).orderBy('id').execute();
      return { state, rest, job, imports };
    },
    async send(command) {
      const { jobId, version } = await view();
      const answer = (at: number) => department.ask(members.answerProposals, { importId, answers: { [code]: 'staff' } }, { version: at });
      switch (command) {
        case 'work':
          await drain(world);
          return null;
        case 'workOnAnotherRoster': {
          // Meanwhile the branch was founded by hand.
          const { id } = await place('branch', code, school);
          await drain(world);
          await db.deleteFrom('organisations').where('id', '=', id).execute();
          return null;
        }
        default: {
          const sent = await {
            answer: () => answer(version),
            answerAnOldVersion: () => answer(version + 1),
            apply: () => department.ask(members.applyImport, { importId }),
            applyAsAnother: () => elsewhere.ask(members.applyImport, { importId }),
            cancel: () => department.ask(jobs.cancelJob, { jobId: jobId as string }),
            beginAnother: () => upload(department, bytes),
            wrongRows: () => department.ask(members.wrongRows, { importId }),
          }[command]();
          expect(sent.status).toBeLessThan(500);
          return sent.problem?.code ?? null;
        }
      }
    },
  };
}

test('an import goes only the ways of the model, and every one of them', async () => {
  await walkAbout('imports', model, { count: long ? 400 : 15, steps: 12 }, begin);
}, 3_600_000);
