import { t } from '#platform/web/i18n/i18n.ts';
import { candidatesOf, type PlanForm } from './usePlan.ts';

/** A plan that is being changed, with the version of the meeting that its writer has seen. */
export type EditForm = PlanForm & { version: number };
export const planFields = [
  'title',
  'date',
  'time',
  'place',
  'online',
  'chairId',
  'recorderId',
  'lecturerId',
  'lecturerName',
  'candidates',
  'agenda',
] as const;
export type PlanField = (typeof planFields)[number];
export type PlanChoice = 'mine' | 'theirs';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The fields that this writer changed and that now say something else: for each of them the writer chooses. */
export function conflictsOf(mine: PlanForm, theirs: PlanForm): PlanField[] {
  return planFields.filter((field) => mine.touched.includes(field) && !same(mine[field], theirs[field]));
}

/** The form after the choice: what this writer never touched follows the other, and nothing is lost unasked. */
export function chosenFrom(mine: EditForm, theirs: EditForm, choices: Readonly<Partial<Record<PlanField, PlanChoice>>>): EditForm {
  const kept = conflictsOf(mine, theirs).filter((field) => choices[field] !== 'theirs');
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])), touched: kept };
}

/** How a field reads beside the other version. */
export function sayField(field: PlanField, plan: PlanForm, names: ReadonlyMap<string, string>): string {
  if (field === 'candidates')
    return (
      candidatesOf(plan)
        .map((one) => names.get(one.personId) ?? '')
        .join('、') || t('meetings.plan.notNamed')
    );
  if (field === 'agenda') return plan.agenda.filter((line) => line.trim()).join('；');
  if (field === 'online') return t(plan.online ? 'meetings.plan.online' : 'meetings.plan.inRoom');
  if (field === 'chairId' || field === 'recorderId' || field === 'lecturerId') return names.get(plan[field]) ?? t('meetings.plan.notNamed');
  return plan[field] || t('meetings.plan.notNamed');
}
