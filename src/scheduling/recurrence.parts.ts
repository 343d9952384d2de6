import type { Rule, RuleFault } from './recurrence.types.js';

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A part, whether the rule has it where it may not, and what to say then. */
type Check = readonly [part: string, isForbidden: boolean, detail: string];

/**
 * Which parts may not stand together, or not with this frequency; each fault names the part to take out.
 * A few unusual yearly combinations that RFC 5545 allows are refused as well, because the generator gets them wrong and
 * a refusal is better than a wrong date.
 */
export function crossFaults(rule: Rule): RuleFault[] {
  return [...forbiddenByRfc(rule), ...beyondGenerator(rule)]
    .filter(([, isForbidden]) => isForbidden)
    .map(([part, , detail]) => ({ part, detail }));
}

/** RFC 5545 §3.3.10. */
function forbiddenByRfc(rule: Rule): Check[] {
  const { freq, byDay, byMonthDay, byMonth, byYearDay, byWeekNo } = rule;
  const positioned = isPositioned(rule);
  const lacksOthers = !(byDay ?? byMonthDay ?? byMonth ?? byYearDay ?? byWeekNo);
  return [
    ['UNTIL', rule.until !== undefined && rule.count !== undefined, 'may not stand together with COUNT'],
    [
      'BYDAY',
      positioned && freq !== 'MONTHLY' && freq !== 'YEARLY',
      'may have positions only when FREQ is MONTHLY or YEARLY',
    ],
    ['BYDAY', positioned && byWeekNo !== undefined, 'may not have positions together with BYWEEKNO'],
    ['BYMONTHDAY', byMonthDay !== undefined && freq === 'WEEKLY', 'is not allowed when FREQ is WEEKLY'],
    ['BYYEARDAY', byYearDay !== undefined && freq !== 'YEARLY', 'is supported only when FREQ is YEARLY'],
    ['BYWEEKNO', byWeekNo !== undefined && freq !== 'YEARLY', 'is allowed only when FREQ is YEARLY'],
    ['BYSETPOS', rule.bySetPos !== undefined && lacksOthers, 'needs another part that starts with BY'],
  ];
}

function beyondGenerator(rule: Rule): Check[] {
  const { byDay, byMonthDay, byYearDay, byWeekNo } = rule;
  const inYear = rule.freq === 'YEARLY' && !rule.byMonth && isPositioned(rule);
  const isMixed = byDay?.some((day) => day.position === undefined) ?? false;
  const isRare = byDay?.some((day) => Math.abs(day.position ?? 0) === 53) ?? false;
  return [
    [
      'BYWEEKNO',
      byWeekNo !== undefined && (byMonthDay ?? byYearDay) !== undefined,
      'is supported only with BYDAY or BYMONTH',
    ],
    [
      'BYYEARDAY',
      byYearDay !== undefined && (byMonthDay ?? byDay) !== undefined,
      'is not supported with BYMONTHDAY or BYDAY',
    ],
    ['BYMONTHDAY', inYear && byMonthDay !== undefined, 'is not supported with positions in the year in BYDAY'],
    ['BYDAY', inYear && isMixed, 'can not mix positions in the year with days that have none'],
    ['BYSETPOS', inYear && isRare && rule.bySetPos !== undefined, 'is not supported with the position 53 in BYDAY'],
  ];
}

function isPositioned(rule: Rule): boolean {
  return rule.byDay?.some((day) => day.position !== undefined) ?? false;
}

/** True when no month of the rule ever has one of its days, as with 30 February. */
export function neverHappens({ byMonth, byMonthDay }: Rule): boolean {
  if (!byMonth || !byMonthDay) return false;
  return byMonth.every((month) => byMonthDay.every((day) => Math.abs(day) > (LONGEST_MONTHS[month - 1] ?? 31)));
}
