import { COMPOSITIONS } from '#features/organisations/organisation.ts';
import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { firstDay, lastDay, monthsOf } from '#platform/shared/day/day.ts';
import { type CalendarDays, isVacationMonth, teachingDaysOf, turnedMonths, vacationsApplyTo } from '../calendar.ts';
import { type Change, changedYear } from '../change.ts';
import type { calendar as contract } from '../contract.ts';
import { keepCalendar } from '../policy.ts';
import { nationalDays } from './national.ts';
import { calendarRepository, type DayRow } from './repository.ts';

const daysMap = (rows: readonly { day: string; kind: DayRow['kind'] }[]): CalendarDays => new Map(rows.map((row) => [row.day, row.kind]));
const monthViews = (year: string, days: CalendarDays) =>
  monthsOf(year).map((month) => ({ month, teachingDays: teachingDaysOf(month, days), vacation: isVacationMonth(teachingDaysOf(month, days)) }));

async function present(call: Call, year: string): Promise<Output<typeof contract.calendar>> {
  const repository = calendarRepository(call.tx);
  const days = await repository.days(firstDay(year), lastDay(year));
  const { version, basis } = await repository.yearState(year);
  return {
    year,
    version,
    basis,
    isSet: days.length > 0,
    days,
    vacations: await repository.vacations(firstDay(year), lastDay(year)),
    months: monthViews(year, daysMap(days)),
    holidaysKnown: nationalDays(year).size > 0,
    vacationBranches: await repository.vacationBranches(),
    abilities: { edit: ability(keepCalendar, call.actor, undefined) },
  };
}

/** The calendar is public to all who are signed in. */
export async function calendar(call: Call, input: Input<typeof contract.calendar>) {
  call.permit(signedIn);
  return present(call, input.year);
}

async function changed(call: Call, input: { year: string } & Change) {
  const repository = calendarRepository(call.tx);
  const [from, to] = [firstDay(input.year), lastDay(input.year)];
  const before = await repository.days(from, to);
  const after = call.accept(
    changedYear(input.year, { days: before, vacations: await repository.vacations(from, to) }, input, nationalDays(input.year)),
  );
  return { before, after, turned: turnedMonths(monthsOf(input.year), daysMap(before), daysMap(after.days)) };
}

/** Which months turn, and which branches are concerned, before anything is saved. */
export async function previewCalendar(call: Call, input: Input<typeof contract.previewCalendar>) {
  call.permit(keepCalendar);
  const { after, turned } = await changed(call, { ...input, vacations: input.vacations });
  const repository = calendarRepository(call.tx);
  const setting = await repository.vacationBranches();
  const concerned = COMPOSITIONS.filter((composition) => vacationsApplyTo(composition, setting));
  return {
    turned,
    branches:
      turned.length === 0 ? [] : (await repository.branches(concerned)).map((branch) => ({ ...branch, composition: branch.composition as string })),
    months: monthViews(input.year, daysMap(after.days)),
    days: after.days,
    vacations: after.vacations.map(({ name, from, to }) => ({ name, from, to })),
  };
}

/** Saves a year. What it is based on is kept, and the months that turned are in the audit. */
export async function setCalendar(call: Call, input: Input<typeof contract.setCalendar>) {
  call.permit(keepCalendar);
  const repository = calendarRepository(call.tx);
  await repository.lockYear(input.year);
  call.matchVersion(await repository.yearState(input.year));
  if (input.basis === '') call.refuse('reason_missing');
  const { after, turned } = await changed(call, { ...input, vacations: input.vacations });
  try {
    if (input.vacations)
      await repository.setVacations(
        input.year,
        after.vacations.filter((vacation) => vacation.from >= firstDay(input.year)),
      );
    await repository.putDays(after.days);
  } catch (error) {
    if (brokeConstraint(error, 'vacations_do_not_overlap')) call.refuse('vacations_overlap', { from: input.vacations?.at(-1)?.from ?? '' });
    throw error;
  }
  await repository.putYearState(input.year, input.basis);
  await call.audit({
    action: 'calendar.set',
    subjectKind: 'calendar',
    organisationPath: call.actor.post?.scope ?? null,
    reason: input.basis,
    detail: { year: input.year, filled: input.fill, mended: input.days.map((day) => day.day), turned: turned.map((month) => month.month) },
  });
  await call.announce({ topic: 'calendar' });
  return present(call, input.year);
}

/** Whether mixed and joint branches rest in the students' vacations. */
export async function setVacationBranches(call: Call, input: Input<typeof contract.setVacationBranches>) {
  call.permit(keepCalendar);
  const setting = { mixed: input.mixed, joint: input.joint };
  const repository = calendarRepository(call.tx);
  call.matchVersion(await repository.lockVacationBranches());
  await repository.putVacationBranches(setting);
  await call.audit({
    action: 'calendar.setVacationBranches',
    subjectKind: 'calendar',
    organisationPath: call.actor.post?.scope ?? null,
    detail: setting,
  });
  await call.announce({ topic: 'calendar' });
  return repository.vacationBranches();
}
