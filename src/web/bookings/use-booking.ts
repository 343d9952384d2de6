import { computed, type ComputedRef } from 'vue';
import { api, ask, askTagged, newKey, once, type Schemas, type Tagged } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import type { Booking, BookingHead } from './booking.js';
import { useLive, type Live } from '../live/use-live.js';
import { useSession } from '../session/session.js';

const PATH = '/api/v1/centres/{centre}/bookings/{booking}';
const EVERY_MS = 20_000;

/** One booking with its ETag, kept fresh. */
export function useBooking(id: () => string): Live<Tagged<Booking>> {
  const { slug } = useCentre();
  const source = (): Promise<Tagged<Booking>> =>
    askTagged(api.GET(PATH, { params: { path: { centre: slug.value, booking: id() } } }));
  return useLive(source, { everyMs: EVERY_MS, topics: ['bookings'], on: id });
}

/** What can be done to a booking; each throws an `ApiProblem` when it can't. */
export function useBookingActions() {
  const { slug } = useCentre();
  const params = (booking: string) => ({ path: { centre: slug.value, booking } });
  const key = (): Record<string, string> => once(newKey());
  return {
    cancel: (booking: string, body: Schemas['CancelBookingBody']) =>
      ask(api.POST(`${PATH}/cancel`, { params: params(booking), body, headers: key() })),
    undoCancel: (booking: string) =>
      ask(api.POST(`${PATH}/undo-cancel`, { params: params(booking), body: {}, headers: key() })),
    accept: (booking: string) => ask(api.POST(`${PATH}/accept`, { params: params(booking), body: {}, headers: key() })),
    approve: (booking: string, body: Schemas['DecideBody'] = {}) =>
      ask(api.POST(`${PATH}/approve`, { params: params(booking), body, headers: key() })),
    decline: (booking: string, body: Schemas['DeclineBody']) =>
      ask(api.POST(`${PATH}/decline`, { params: params(booking), body, headers: key() })),
    counter: (booking: string, body: Schemas['CounterBody']) =>
      ask(api.POST(`${PATH}/counter`, { params: params(booking), body, headers: key() })),
    answerProposal: (booking: string, isTaken: boolean) => {
      const options = { params: params(booking), body: {}, headers: key() };
      return ask(
        isTaken ? api.POST(`${PATH}/proposal/accept`, options) : api.POST(`${PATH}/proposal/decline`, options),
      );
    },
  };
}

/** Whether the person may change it; the server has the last word. */
export function useMayChange(booking: () => BookingHead | undefined): ComputedRef<boolean> {
  const { slug } = useCentre();
  const { me, may } = useSession();
  return computed(() => {
    const one = booking();
    if (!one || !me.value) return false;
    if (may('bookings.book-for-others', slug.value)) return true;
    if (one.operator === undefined) return one.createdBy === me.value.user.id;
    return me.value.operators.some(
      ({ code, role }) => code === one.operator && (role === 'manager' || one.createdBy === me.value?.user.id),
    );
  });
}
