import { type ComputedRef, computed, type Ref, ref, watch } from 'vue';
import { sayDay } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import { type VoteGround, voteGroundNames } from '../attendance.ts';
import { type Choice, canKeepBoth, type Difference, differencesOf, leftOut, mergedRecord, type RecordPart } from '../compare.ts';
import { type FiveBuilding, fiveBuildingNames } from '../kind.ts';
import { partNames, said } from './compareText.ts';
import { type DraftDecision, tallyOf } from './decision.ts';
import type { Mark } from './roll.ts';
import { voteName } from './roll.ts';
import type { Meeting } from './useMeeting.ts';
import { type RecordDraft, type Recording, recordOf } from './useRecord.ts';
import { versionsOf } from './versions.ts';

/** One place of the record as a reader sees it. */
export function sayPart(part: RecordPart, value: unknown): string {
  if (value === null || value === '') return said('nothing');
  if (part === 'item') return (value as { points: string }).points.trim() || said('noPoints');
  if (part === 'decision') {
    const decision = value as DraftDecision;
    const { yes, no, abstain } = tallyOf(decision);
    return said('tally', { vote: voteName(decision.vote), yes, no, abstain });
  }
  if (part === 'nextSteps') {
    const steps = value as { text: string; ownerName: string; dueOn: string }[];
    return steps.map((step) => [step.text, step.ownerName, step.dueOn && sayDay(step.dueOn)].filter(Boolean).join(' ')).join('\n') || said('nothing');
  }
  if (part === 'fiveBuildings') return (value as FiveBuilding[]).map((one) => say(fiveBuildingNames[one])).join('、') || said('nothing');
  if (part === 'roll') {
    const [status, ground] = String(value).split('/');
    return [status ? t(`meetings.roll.${status}`) : said('notTaken'), ground ? say(voteGroundNames[ground as VoteGround]) : '']
      .filter(Boolean)
      .join('，');
  }
  return String(value);
}

export type Comparing = {
  differences: ComputedRef<Difference[]>;
  choices: Ref<Record<string, Choice>>;
  open: ComputedRef<number>;
  nameOf: (difference: Difference) => string;
  keep: () => void;
};

/** Both versions, what is chosen of them, and the draft that follows. What only the other one changed is proposed as theirs. */
export function useCompare(meeting: () => Meeting | undefined, recording: Recording): Comparing {
  const { record, marks } = recording;
  const choices = ref<Record<string, Choice>>({});
  const versions = computed(() => {
    const m = meeting();
    return m && record.ready.value ? versionsOf(record.value.value, marks.value, m) : undefined;
  });
  const differences = computed(() => (versions.value ? differencesOf(versions.value.base, versions.value.mine, versions.value.theirs) : []));
  watch(
    differences,
    (now) => {
      choices.value = Object.fromEntries(
        now.flatMap(({ key, bothChanged }) => {
          const choice = choices.value[key] ?? (bothChanged ? undefined : 'theirs');
          return choice ? [[key, choice]] : [];
        }),
      );
    },
    { immediate: true },
  );
  const people = computed(() => new Map((meeting()?.roll ?? []).map((row) => [row.personId, row.name])));
  const nameOf = ({ part, name }: Difference) => (part === 'roll' ? (people.value.get(name) ?? '') : name || say(partNames[part]));

  function keep(): void {
    const m = meeting();
    if (!m || !versions.value) return;
    const { mine, theirs } = versions.value;
    const merged = mergedRecord(mine, theirs, differences.value, choices.value) as unknown as Pick<
      RecordDraft,
      'items' | 'decisions' | 'nextSteps' | 'observers' | 'fiveBuildings' | 'endsAt'
    > & { roll: Record<string, string> };
    const { roll, ...text } = merged;
    const draft = record.value.value;
    const aside = [...(draft.aside ?? []), ...leftOut(differences.value, choices.value)];
    const { on } = recordOf(m);
    record.value.value = { ...draft, ...text, ...(on ? { on } : {}), ...(aside.length ? { aside } : {}) };
    for (const { part, name, key } of differences.value) {
      if (part !== 'roll') continue;
      const next = { ...marks.value };
      const [status = '', ground] = (roll[name] ?? '').split('/');
      if (choices.value[key] === 'theirs' || !status) delete next[name];
      else next[name] = { ...next[name], status: status as Mark['status'], notDueOn: (ground as VoteGround) ?? null };
      marks.value = next;
    }
  }
  return { differences, choices, open: computed(() => differences.value.filter(({ key }) => !choices.value[key]).length), nameOf, keep };
}
export { canKeepBoth };
