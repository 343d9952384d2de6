import { matchIn, shapeOf, type MatchedFault, type Shape } from './shapes.js';

/**
 * What the server says in English of a recurrence: the part of the rule, where it names one (`UNTIL lies before …` in a
 * file, `UNTIL: lies before …` in the body of a call), and what is wrong with it. The keys stand under `refusal.rule`.
 */
const rule = (key: string, shape: string, ...blanks: string[]): Shape =>
  shapeOf(key, new RegExp(`^(?:(.*?):? )?${shape}$`, 's'), 'part', ...blanks);

const ONE_OF_FREQUENCIES = 'must be DAILY, WEEKLY, MONTHLY or YEARLY';

const WRITING: readonly Shape[] = [
  rule('tooLong', 'is longer than (\\d+) characters', 'max'),
  shapeOf('nothingBetween', /^(?:rrule:? )?is not a part of a recurrence rule$/),
  rule('notPart', 'is not a part of a recurrence rule'),
  rule('twice', 'is given twice'),
  rule('equals', 'has more than one "="'),
  shapeOf('frequencyMissing', /^FREQ:? is missing$/),
  rule('tooFine', '(\\w+) is not supported: the finest is DAILY', 'value'),
  rule('frequency', ONE_OF_FREQUENCIES),
  rule('empty', 'is empty'),
  shapeOf('whole', /^(INTERVAL|COUNT):? must be a whole number from (\d+) to (\d+)$/, 'part', 'min', 'max'),
  rule('until', 'must be a real date or time such as .+'),
  rule('weekdays', 'must list weekdays such as .+'),
  rule('signedNumbers', 'must list whole numbers from 1 to (\\d+) or -1 to -\\d+', 'max'),
  rule('numbers', 'must list whole numbers from 1 to (\\d+)', 'max'),
  rule('weekStart', 'must be one of (MO, .+)', 'known'),
  rule('timeOfDay', 'is not supported: the time of day is that of the start'),
];

const TOGETHER: readonly Shape[] = [
  rule('untilAndCount', 'may not stand together with COUNT'),
  rule('positionsMonthly', 'may have positions only when FREQ is MONTHLY or YEARLY'),
  rule('positionsWithWeeks', 'may not have positions together with BYWEEKNO'),
  rule('notWeekly', 'is not allowed when FREQ is WEEKLY'),
  rule('onlyYearly', 'is (?:supported|allowed) only when FREQ is YEARLY'),
  rule('needsOther', 'needs another part that starts with BY'),
  rule('onlyWith', 'is supported only with (\\w+) or (\\w+)', 'one', 'other'),
  rule('notWithPositions', 'is not supported with positions in the year in BYDAY'),
  rule('mixedPositions', 'can not mix positions in the year with days that have none'),
  rule('notWith53', 'is not supported with the position 53 in BYDAY'),
  rule('notWith', 'is not supported with (\\w+) or (\\w+)', 'one', 'other'),
  rule('workingDays', 'working-days needs a rule whose FREQ is DAILY or WEEKLY'),
];

const DATES: readonly Shape[] = [
  rule('endMissing', 'is missing: the rule needs an end, UNTIL or COUNT'),
  rule('endBeforeStart', 'lies before the start'),
  rule('startTooLate', 'lies after (\\S+), the last date allowed', 'last'),
  rule('goesOn', 'goes on after (\\S+), the last date allowed', 'last'),
  rule('tooMany', 'gives more than (\\d+) occurrences', 'max'),
  rule('tooMuchWork', 'takes too much work to expand'),
  rule('timeZone', 'is not an IANA time zone'),
  rule('tooManyListed', 'has more than (\\d+) dates', 'max'),
  rule('listed', '"(.*)" is not a date, a local time or an instant on a whole minute', 'value'),
  rule('addedTooLate', 'lie after the last date allowed, or are too many'),
  rule('noDate', 'this rule has no date at all; widen it\\.'),
  rule('allPast', 'gives no date that is still to come'),
  rule('datesOverlap', 'lies after the start of the next date of the rule'),
];

const SHAPES = [...WRITING, ...TOGETHER, ...DATES];

export const matchRuleFault = (detail: string): MatchedFault | null => matchIn(SHAPES, detail);

const ABOUT_RULES = /^\/(?:recurrence|rrule|start|end)\b/;

/** Those faults of a call's body that speak of its recurrence, each once. */
export function ruleFaultsIn(errors: readonly { readonly pointer: string; readonly detail: string }[]): MatchedFault[] {
  const details = errors.filter(({ pointer }) => ABOUT_RULES.test(pointer)).map(({ detail }) => detail);
  return [...new Set(details)].map(matchRuleFault).filter((found) => found !== null);
}
