import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, askTagged, ifMatch, type Schemas } from '../api/api.js';
import { ApiProblem } from '../api/problem.js';
import { wallOf } from '../booking/draft.js';
import type { Scope } from '../bookings/booking.js';
import { useCentre } from '../centre/centre.js';
import { usePlaceText } from '../centre/place-text.js';
import { toast } from '../components/announce.js';
import { useProblemText } from '../components/problem-text.js';
import { aboutRefusal } from '../help/codes.js';
import { useRefusalText } from '../refusals/refusal-text.js';
import type { GhostState } from './use-ghost.js';

type Body = Schemas['EditBookingBody'];

interface Around {
  refresh(): Promise<void>;
  open(booking: string): void;
}

/**
 * Puts down a booking that was dragged. Of a series it moves that date alone, as it looks; the wider question is asked
 * with Shift, and the way to the other dates is offered afterwards.
 */
export function useMove(state: GhostState, { refresh, open }: Around) {
  const { t } = useI18n();
  const { slug } = useCentre();
  const { toastProblem } = useProblemText();
  const { textOf: refusalText } = useRefusalText();
  const { moveOf } = usePlaceText();
  const isAsking = ref(false);
  const isMoving = ref(false);

  const patch = (booking: string, etag: string, body: Body) =>
    askTagged(
      api.PATCH('/api/v1/centres/{centre}/bookings/{booking}', {
        params: { path: { centre: slug.value, booking } },
        headers: ifMatch(etag),
        body,
      }),
    );

  function explain(error: unknown): void {
    const [first] = error instanceof ApiProblem ? error.occurrences.flatMap(({ refusals }) => refusals) : [];
    if (first) toast(refusalText(first), 'problem', { about: aboutRefusal(first.code) });
    else toastProblem(error);
  }

  async function finishMove(isWide: boolean): Promise<void> {
    const { ghost, verdict } = state;
    const one = ghost.value?.one;
    if (
      !ghost.value ||
      !one ||
      (ghost.value.zone === one.zone && ghost.value.start === wallOf(one.start) && ghost.value.end === wallOf(one.end))
    )
      return state.drop();
    if (verdict.value && !verdict.value.isOk) {
      toast(verdict.value.text, 'problem', { about: verdict.value.about });
      return state.drop();
    }
    const held = await state.held();
    if (!held) {
      toast(t('board.move.unread'), 'problem');
      return state.drop();
    }
    const isSeries = held.data.occurrences.length > 1;
    if (isSeries && isWide) isAsking.value = true;
    else await move(isSeries ? 'one' : 'all');
  }

  async function move(scope: Scope): Promise<void> {
    const { ghost, moving } = state;
    const held = ghost.value;
    if (!held?.one || !moving.value) return;
    isMoving.value = true;
    const { one } = held;
    const booking = moving.value.data.id;
    const body = state.bodyOf(held);
    const reach = { scope, occurrence: one.id ?? '' };
    try {
      const { etag } = await patch(booking, moving.value.etag, { ...body, ...reach });
      const back: Body = { ...reach, zone: one.zone, start: wallOf(one.start), end: wallOf(one.end) };
      const lines = [moveOf(one, held)];
      const isPart = scope === 'one' && moving.value.data.occurrences.length > 1;
      const actions = [
        { label: t('booking.cancel.undo'), run: () => void undo(booking, etag, back) },
        ...(isPart ? [{ label: t('board.move.others'), run: () => open(booking) }] : []),
      ];
      toast(t('board.move.done', { title: one.title ?? '' }), 'done', { actions, lines });
    } catch (error) {
      explain(error);
    }
    isMoving.value = false;
    isAsking.value = false;
    await refresh();
    state.drop();
  }

  async function undo(booking: string, etag: string, body: Body): Promise<void> {
    await patch(booking, etag, body).then(() => toast(t('board.move.undone')), explain);
    await refresh();
  }

  return { isAsking, isMoving, finishMove, move };
}
