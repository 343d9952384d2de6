import { badInput, Problem, type InputFault } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import type { AffectedBooking, AgreementChoice } from './agreement-impact.js';
import type { AffectedBookingAnswer, AgreementChoiceBody } from './dto/agreement-life.dto.js';

/** Reads what was chosen for each booking. Throws `bad-input` when a choice lacks what it needs or is named twice. */
export function readAgreementChoices(bodies: readonly AgreementChoiceBody[]): AgreementChoice[] {
  const faults: InputFault[] = [];
  const seen = new Set<string>();
  const choices = bodies.flatMap((body, index): AgreementChoice[] => {
    const { booking, action, operator, reason, waiver } = body;
    const at = `/choices/${index}`;
    if (seen.has(booking)) faults.push({ pointer: `${at}/booking`, detail: 'is named twice' });
    seen.add(booking);
    if (operator !== undefined && action !== 'hand-over') {
      faults.push({ pointer: `${at}/operator`, detail: 'belongs to hand-over; leave it out' });
    }
    if (action === 'keep') return [{ booking, action }];
    if (action === 'hand-over') {
      return [{ booking, action, operator: operator ?? null, ...(waiver && { waiver: waiver.reason }) }];
    }
    if (reason !== undefined) return [{ booking, action, reason }];
    faults.push({ pointer: `${at}/reason`, detail: 'say it to cancel; people read it' });
    return [];
  });
  if (faults.length > 0) throw badInput(faults);
  return choices;
}

/** Throws `bad-input` for choices about bookings that are not affected, and `choices-needed` while one is missing. */
export function requireAgreementChoices(
  affected: readonly AffectedBooking[],
  choices: readonly AgreementChoice[],
  timeZone: string,
): void {
  const left = affected.filter((one) => !choices.some(({ booking }) => booking === one.booking));
  if (left.length > 0) {
    throw new Problem(
      'choices-needed',
      `${affected.length} bookings lose their agreement; say for each what shall happen.`,
      {
        affected: affected.map((one) => affectedBookingAnswer(one, timeZone)),
      },
    );
  }
  const faults = choices.flatMap(({ booking }, index) =>
    affected.some((one) => one.booking === booking)
      ? []
      : [{ pointer: `/choices/${index}/booking`, detail: `${booking} is not affected by this change` }],
  );
  if (faults.length > 0) throw badInput(faults);
}

/** An affected booking as it is answered. */
export const affectedBookingAnswer = (one: AffectedBooking, timeZone: string): AffectedBookingAnswer => ({
  ...one,
  zones: [...one.zones],
  first: formatInstant(one.first, timeZone),
  last: formatInstant(one.last, timeZone),
});
