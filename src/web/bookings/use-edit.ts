import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { api, ask, ifMatch, type Schemas } from '../api/api.js';
import { isProblemOf } from '../api/problem.js';
import { endClock, replacementOf, wallOf, type Place } from '../booking/draft.js';
import { rruleOf, type Repeat } from '../booking/repeat.js';
import { useCentre } from '../centre/centre.js';
import { changedFields, formOf, startingRepeat } from './edit-form.js';
import { seriesRule } from './series-rule.js';
import type { Booking, Occurrence, Scope } from './booking.js';
import { newestOnly } from '../live/newest.js';

export type Preview = Schemas['EditPreviewAnswer'];
type Body = Schemas['EditBookingBody'];

const PAUSE_MS = 300;

export interface Editing {
  readonly booking: Booking;
  readonly etag: string;
  /** The date whose place is shown; the others move by as much. */
  readonly occurrence: Occurrence | undefined;
  readonly isSeries: boolean;
  readonly isOne: boolean;
}

/** What is changed of a booking, with the difference that it would make, asked for a moment after each change. */
export function useEdit(editing: Editing, onStale: () => void) {
  const { booking, occurrence, isSeries, isOne } = editing;
  const { slug } = useCentre();
  const scope = ref<Scope>(isSeries && isOne ? 'one' : 'all');
  const form = reactive(formOf(booking, occurrence));
  const before = { ...form };
  const rule = seriesRule(booking);
  const isRuleOpen = ref(false);
  const repeat = ref<Repeat>(startingRepeat(booking, rule));
  const places = ref<Record<string, Place>>({});
  const includeEdited = ref(false);
  const preview = shallowRef<Preview>();
  const problem = shallowRef<unknown>(null);
  const isBusy = ref(false);
  const begin = newestOnly();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The new rule, once it says something else than the old one. */
  const recurrence = computed(() => {
    const rrule = isRuleOpen.value ? rruleOf(repeat.value, form.date) : null;
    if (rrule === null) return null;
    const old = rule?.repeat ?? null;
    if (old && rruleOf(old, form.date) === rrule && old.days === repeat.value.days) return null;
    return { rrule, days: repeat.value.days, ...rule?.listed };
  });

  /** Only what was changed is sent. */
  const body = computed<Body | null>(() => {
    const changes = { ...changedFields(form, before), ...(recurrence.value ? { recurrence: recurrence.value } : {}) };
    if (Object.keys(changes).length === 0) return null;
    const replacements = recurrence.value ? Object.entries(places.value).map(replacementOf) : [];
    return {
      ...changes,
      scope: scope.value,
      ...(occurrence ? { occurrence: occurrence.id } : {}),
      ...(replacements.length === 0 ? {} : { replacements }),
      ...(includeEdited.value && scope.value !== 'one' ? { includeEdited: true } : {}),
    };
  });
  const touchesDates = computed(() =>
    ['zone', 'start', 'heads', 'recurrence'].some((part) => part in (body.value ?? {})),
  );

  const patch = (given: Body, dryRun: boolean) =>
    ask(
      api.PATCH('/api/v1/centres/{centre}/bookings/{booking}', {
        params: { path: { centre: slug.value, booking: booking.id }, ...(dryRun ? { query: { dryRun } } : {}) },
        headers: ifMatch(editing.etag),
        body: given,
      }),
    );

  function fail(error: unknown): void {
    problem.value = error;
    if (isProblemOf(error, 'stale')) onStale();
  }

  async function look(given: Body): Promise<void> {
    const isNewest = begin();
    try {
      const answer = await patch(given, true);
      if (!isNewest()) return;
      preview.value = answer;
      problem.value = null;
    } catch (error) {
      if (!isNewest()) return;
      preview.value = undefined;
      fail(error);
    }
  }

  /** Saves what is changed, without the dates that can't lie there where the rest of the series may; false when refused. */
  async function save(): Promise<boolean> {
    if (!body.value) return false;
    isBusy.value = true;
    problem.value = null;
    const leaveOut = preview.value?.ok === false && scope.value !== 'one' && (isSeries || recurrence.value !== null);
    try {
      await patch(leaveOut ? { ...body.value, onConflict: 'skip' } : body.value, false);
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  /** The place of one date of a new plan, or of the date that is moved. */
  function take({ zone, start, end }: Schemas['AlternativeAnswer'], original?: string): void {
    if (original === undefined)
      Object.assign(form, { zone, date: start.slice(0, 10), start: start.slice(11, 16), end: endClock(end) });
    else
      places.value = {
        ...places.value,
        [original]: { zone, start: wallOf(start), end: wallOf(end) },
      };
  }

  const takeBack = (original: string): void => {
    places.value = Object.fromEntries(Object.entries(places.value).filter(([start]) => start !== original));
  };

  // One date has no rule: a new one reaches from it on.
  watch(isRuleOpen, (isOpen) => {
    if (isOpen && scope.value === 'one') scope.value = 'following';
  });
  // Another plan has other dates: those that were put elsewhere are asked for anew.
  const plan = (): string =>
    JSON.stringify([recurrence.value, form.zone, form.date, form.start, form.end, scope.value]);
  watch(plan, () => (places.value = {}), { flush: 'sync' });
  watch([body, () => editing.etag], ([given]) => {
    clearTimeout(timer);
    begin();
    if (!given) {
      preview.value = undefined;
      problem.value = null;
    } else timer = setTimeout(() => void look(given), PAUSE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));

  return {
    ...{ form, scope, rule, isRuleOpen, repeat, recurrence, places, includeEdited },
    ...{ body, touchesDates, preview, problem, isBusy, save, take, takeBack },
  };
}
