import { badInput, Problem, type InputFault } from '../platform/problems/problem.js';
import { formatInstant } from '../scheduling/time.js';
import type { ChoiceBody } from './dto/choice.body.js';
import type { AffectedAnswer } from './dto/impact.answer.js';
import type { AffectedOccurrence, Choice, SeriesChoice, SeriesDifference } from './rule-impact.js';

/**
 * Reads what was chosen for each affected occurrence. Throws `bad-input` when a choice lacks what it needs, an occurrence
 * is named twice, or one is to be shortened by something else than a closure.
 */
export function readChoices(bodies: readonly ChoiceBody[], { mayShorten }: { mayShorten: boolean }): Choice[] {
  const faults: InputFault[] = [];
  const seen = new Set<string>();
  const choices = bodies.flatMap((body, index) => {
    const at = `/choices/${index}`;
    if (seen.has(body.occurrence)) faults.push({ pointer: `${at}/occurrence`, detail: 'is named twice' });
    seen.add(body.occurrence);
    const choice = readChoice(body);
    if (typeof choice === 'string') faults.push({ pointer: `${at}/${choice}`, detail: `say it to ${body.action}` });
    else if (choice.action === 'shorten' && !mayShorten) {
      faults.push({ pointer: `${at}/action`, detail: 'only a closure shortens; keep, move or cancel here' });
    }
    return typeof choice === 'string' ? [] : [choice];
  });
  if (faults.length > 0) throw badInput(faults);
  return choices;
}

/** The choice, or the name of the field it lacks. */
function readChoice({ occurrence, action, reason, start, end, zone }: ChoiceBody): Choice | 'reason' | 'start' | 'end' {
  switch (action) {
    case 'keep':
      return { occurrence, action };
    case 'cancel':
      return reason === undefined ? 'reason' : { occurrence, action, reason };
    case 'shorten':
      return end === undefined ? 'end' : { occurrence, action, end };
    case 'move': {
      if (start === undefined) return 'start';
      return { occurrence, action, start, ...(end !== undefined && { end }), ...(zone !== undefined && { zone }) };
    }
  }
}

/** What a change of rules does to bookings, and what was chosen for each of them. */
export interface Decision {
  readonly affected: readonly AffectedOccurrence[];
  readonly choices: readonly Choice[];
  readonly differences: readonly SeriesDifference[];
  readonly series: readonly SeriesChoice[];
  readonly timeZone: string;
}

/**
 * The affected occurrences that need a choice: all but those that a series drops by itself when its difference is
 * applied. Throws `bad-input` for choices about anything else, and `choices-needed` while one is missing.
 */
export function requireChoices(decision: Decision): AffectedOccurrence[] {
  const { choices, series, differences } = decision;
  const left = withoutDropped(decision);
  const faults = [
    ...choices.flatMap(({ occurrence }, index) =>
      left.some((one) => one.occurrence === occurrence)
        ? []
        : [{ pointer: `/choices/${index}/occurrence`, detail: `${occurrence} is not affected by this change` }],
    ),
    ...series.flatMap(({ booking }, index) =>
      differences.some((one) => one.booking === booking)
        ? []
        : [{ pointer: `/series/${index}/booking`, detail: `${booking} has no difference under this change` }],
    ),
  ];
  const openOccurrences = left.filter((one) => !choices.some(({ occurrence }) => occurrence === one.occurrence));
  const openSeries = differences.filter((one) => !series.some(({ booking }) => booking === one.booking));
  if (openOccurrences.length + openSeries.length > 0) throw choicesNeeded(decision, left);
  if (faults.length > 0) throw badInput(faults);
  return left;
}

function withoutDropped({ affected, series, differences }: Decision): AffectedOccurrence[] {
  const applied = new Set(series.filter(({ apply }) => apply).map(({ booking }) => booking));
  const dropped = differences
    .filter(({ booking }) => applied.has(booking))
    .flatMap(({ booking, drop }) => drop.map((wall) => `${booking} ${wall}`));
  return affected.filter(({ booking, startWall }) => !dropped.includes(`${booking} ${startWall}`));
}

function choicesNeeded({ differences, timeZone }: Decision, affected: readonly AffectedOccurrence[]): Problem {
  const counts = [
    ...(affected.length > 0 ? [`${affected.length} booked times fall outside`] : []),
    ...(differences.length > 0 ? [`${differences.length} series change`] : []),
  ];
  return new Problem('choices-needed', `${counts.join(' and ')}; say for each what shall happen.`, {
    affected: affected.map((one) => affectedAnswer(one, timeZone)),
    ...(differences.length > 0 && { series: differences }),
  });
}

/** An affected occurrence as it is answered. */
export function affectedAnswer(one: AffectedOccurrence, timeZone: string): AffectedAnswer {
  const { occurrence, booking, title, zone, heads, status, why, version } = one;
  return {
    ...{ occurrence, booking, title, zone },
    start: formatInstant(one.start, timeZone),
    end: formatInstant(one.end, timeZone),
    ...{ heads, status, why },
    alternatives: one.alternatives.map((other) => ({
      zone: other.zone,
      start: formatInstant(other.start, timeZone),
      end: formatInstant(other.end, timeZone),
    })),
    version,
  };
}
