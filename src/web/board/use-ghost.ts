import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, ask, askTagged, ifMatch, type Schemas, type Tagged } from '../api/api.js';
import { ApiProblem } from '../api/problem.js';
import { announce } from '../components/announce.js';
import { useCentre } from '../centre/centre.js';
import { aboutRefusal } from '../help/codes.js';
import { takesWholeOf } from '../live/day-schedule.js';
import { newestOnly } from '../live/newest.js';
import { useRefusalText } from '../refusals/refusal-text.js';
import type { Ghost, GhostVerdict } from './ghost.js';
import { aboutInstant, instantVerdict } from './instant-verdict.js';
import type { BoardData } from './use-board-data.js';

type Preview = Schemas['EditPreviewAnswer'];

const PAUSE_MS = 180;

/** What is being put on the board, with the verdict: at once from the timetable, and a moment later from the server. */
export function useGhost({ schedules, offset }: Pick<BoardData, 'schedules' | 'offset'>) {
  const { t } = useI18n();
  const { slug, tree, wallNow, zone } = useCentre();
  const { textOf } = useRefusalText();
  const ghost = shallowRef<Ghost | null>(null);
  const sure = shallowRef<GhostVerdict | null>(null);
  const moving = shallowRef<Tagged<Schemas['BookingAnswer']> | null>(null);
  const beginLook = newestOnly();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> = Promise.resolve();

  const verdict = computed<GhostVerdict | null>(() => {
    const one = ghost.value;
    const place = one && zone(one.zone);
    if (!one || !place) return null;
    if (sure.value) return sure.value;
    const found = instantVerdict(place, schedules.value.get(one.zone), {
      target: { start: one.start, end: one.end, offset: offset.value, except: one.one?.id },
      wallNow: wallNow.value,
      takesWhole: takesWholeOf(tree.value, one.zone),
    });
    return { isOk: found === 'ok', text: t(`board.verdict.${found}`), about: aboutInstant(found), isSure: false };
  });

  const bookingPath = (booking: string) => ({ path: { centre: slug.value, booking } });

  /** Reads what is about to move: its ETag, and whether it is a series. */
  async function read(booking: string): Promise<void> {
    const call = api.GET('/api/v1/centres/{centre}/bookings/{booking}', { params: bookingPath(booking) });
    const read = await askTagged(call).catch(() => null);
    if (ghost.value?.one?.booking === booking) moving.value = read;
  }

  const bodyOf = ({ zone: code, start, end, one }: Ghost): Schemas['EditBookingBody'] => ({
    scope: 'one',
    ...(one?.id === undefined ? {} : { occurrence: one.id }),
    ...(code === one?.zone ? {} : { zone: code }),
    start,
    end,
  });

  async function preview(given: Ghost): Promise<readonly Schemas['RefusalAnswer'][]> {
    if (given.kind === 'new') {
      const body = { zone: given.zone, start: given.start, end: given.end, title: '–', heads: 1 };
      const params = { path: { centre: slug.value } };
      const { occurrences } = await ask(api.POST('/api/v1/centres/{centre}/bookings/check', { params, body }));
      return occurrences.flatMap(({ refusals }) => refusals);
    }
    if (!moving.value || given.one?.booking === undefined) return [];
    const answer = (await ask<unknown>(
      api.PATCH('/api/v1/centres/{centre}/bookings/{booking}', {
        params: { ...bookingPath(given.one.booking), query: { dryRun: true } },
        headers: ifMatch(moving.value.etag),
        body: bodyOf(given),
      }),
    )) as Preview;
    return answer.dates.flatMap(({ refusals }) => refusals);
  }

  async function look(given: Ghost): Promise<void> {
    const isNewest = beginLook();
    const refusals = await preview(given).catch((error: unknown) =>
      error instanceof ApiProblem ? error.occurrences.flatMap((date) => date.refusals) : [],
    );
    if (!isNewest()) return;
    const [first] = refusals;
    sure.value = first
      ? { isOk: false, text: textOf(first), about: aboutRefusal(first.code), isSure: true }
      : { isOk: true, text: t('board.verdict.ok'), about: null, isSure: true };
  }

  watch(
    () => JSON.stringify(ghost.value),
    () => {
      clearTimeout(timer);
      beginLook();
      sure.value = null;
      const given = ghost.value;
      if (given) timer = setTimeout(() => void look(given), PAUSE_MS);
    },
  );
  watch(verdict, (now, before) => now && now.text !== before?.text && announce(now.text));
  onScopeDispose(() => clearTimeout(timer));

  return {
    ghost,
    verdict,
    moving,
    bodyOf,
    begin: async (given: Ghost): Promise<void> => {
      moving.value = null;
      ghost.value = given;
      if (given.one?.booking !== undefined) await (reading = read(given.one.booking));
    },
    /** The booking that is moved, as soon as it is known; a quick hand puts down what the server has not told of yet. */
    held: async (): Promise<Tagged<Schemas['BookingAnswer']> | null> => {
      await reading;
      return moving.value;
    },
    drop: (): void => {
      ghost.value = null;
      moving.value = null;
    },
  };
}

export type GhostState = ReturnType<typeof useGhost>;
