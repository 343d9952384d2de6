import { api, ask } from '../api/api.js';
import { allPeople } from '../admin/people/people-api.js';
import { allOperators } from '../centre/operators.js';
import type { HoursDocument } from '../../scheduling/hours.types.js';

/** In the order in which a centre comes to be; `owner` is done by whoever can read this. */
export const STEPS = ['owner', 'centre', 'zones', 'hours', 'admin', 'operator', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** Steps inside a centre that is there, each with an address of its own. */
export const CENTRE_STEPS = STEPS.slice(2);

/** What a centre has already. Nothing of the way through the wizard is stored: this is where one left it. */
export interface SetupState {
  readonly zones: number;
  readonly hours: boolean;
  readonly admins: number;
  readonly operators: number;
}

export async function readSetup(centre: string): Promise<SetupState> {
  const params = { path: { centre } };
  const [zones, hours, people, operators] = await Promise.all([
    ask(api.GET('/api/v1/centres/{centre}/zones', { params })),
    ask(api.GET('/api/v1/centres/{centre}/hours', { params })),
    allPeople(centre),
    allOperators(centre),
  ]);
  return {
    zones: zones.items.length,
    hours: hasHours(hours as HoursDocument),
    admins: people.filter(({ role }) => role === 'admin').length,
    operators: operators.length,
  };
}

/** Open at some time of an ordinary week; all else hangs on that. */
export const hasHours = ({ weekly = {} }: HoursDocument): boolean =>
  Object.values(weekly).some((spans) => (spans ?? []).length > 0);

/** Steps whose outcome is there; an operator need not be. */
export function doneSteps(state: SetupState | null): ReadonlySet<Step> {
  const done = new Set<Step>(['owner']);
  if (state === null) return done;
  done.add('centre');
  if (state.zones > 0) done.add('zones');
  if (state.hours) done.add('hours');
  if (state.admins > 0) done.add('admin');
  if (state.operators > 0) done.add('operator');
  return done;
}

/** Where to go on: the first thing without which nobody can book, then who is to run the place. */
export function nextStep(state: SetupState): Step {
  const done = doneSteps(state);
  return (['zones', 'hours', 'admin'] as const).find((step) => !done.has(step)) ?? 'done';
}

/** Whether a booking is possible: there are zones, and they are open at some time. */
export const canBook = ({ zones, hours }: SetupState): boolean => zones > 0 && hours;

export const isStep = (text: unknown): text is Step => CENTRE_STEPS.some((step) => step === text);
