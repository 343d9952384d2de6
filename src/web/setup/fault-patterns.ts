import { matchIn, shapeOf as pattern, type MatchedFault, type Shape } from '../faults/shapes.js';

/**
 * What the server says of a file's faults in English, by its shape, so that screens can say it in their own language.
 * Each line: the key of the text under `setup.fault`, the shape, and the names of its blanks. The first that fits counts.
 */
const REMEDIES: readonly Shape[] = [
  pattern('text', /^an? text of 1 to (\d+) characters$/, 'max'),
  pattern('whole', /^a whole number(?: of square metres)? from (\d+) to (\d+)$/, 'min', 'max'),
  pattern('oneOf', /^one of (.+)$/, 'values'),
  pattern('slug', /^(?:2|1) to 32 small letters, digits and hyphens, beginning with a letter$/),
  pattern('code', /^1 to 32 capital letters, digits and hyphens(?:, and not begin with a hyphen)?$/),
  pattern('wall', /^a wall time such as/),
  pattern('relativeDate', /^a date such as .+ days from the day of loading/),
  pattern('monthDay', /^month and day, such as (.+)$/, 'example'),
  pattern('yearlyDate', /^a date, or month and day for every year$/),
  pattern('date', /^a date(?: such as .+)?$/),
  pattern('timeZone', /^an IANA time zone/),
  pattern('mail', /^an e-mail address$/),
  pattern('clock', /^a clock time from (\S+) to (\S+)$/, 'min', 'max'),
  pattern('weekday', /^a weekday from 1 to 7/),
  pattern('weekdays', /^an object of weekdays/),
  pattern('span', /^an object with start and end$/),
  pattern('bookers', /^an object with staff and member$/),
  pattern('rectangle', /^an object with x, y, width and height$/),
  pattern('mapping', /^an? (?:mapping|object)$/),
  pattern('list', /^a list(?: of [\w ]+)?$/),
  pattern('zoneCode', /^the code of a zone$/),
  pattern('either', /^(\S+) or (\S+)$/, 'one', 'other'),
];

const FAULTS: readonly Shape[] = [
  pattern('headsMissing', /^heads is missing, because (\S+) is shared$/, 'zone'),
  pattern('missing', /^(\S+) is missing$/, 'name'),
  pattern('unknownMember', /^(?:.+ )?is not known here; known are (.+)$/, 'known'),
  pattern('tooMany', /^must hold no more than (\d+) \w+$/, 'max'),
  pattern('twice', /^(?:\S+ )?is there twice$/),
  pattern('noZone', /^(?:names? )?(\S+?),? (?:which )?is no zone of this (?:centre|file)$/, 'zone'),
  pattern('noOperator', /^(\S+) is no operator of this file$/, 'operator'),
  pattern('parentIsCombination', /^names (\S+), which is a combination; name the zone it lies in$/, 'zone'),
  pattern('partIsCombination', /^name (\S+), which is a combination itself; name its parts$/, 'zone'),
  pattern('partElsewhere', /^name (\S+), which does not lie directly in (.+) like the combination$/, 'zone', 'parent'),
  pattern('hasZonesBelow', /^must be exclusive or none, because the zone has zones below it$/),
  pattern('combinationMode', /^must be exclusive, because the zone is a combination$/),
  pattern('combinationArea', /^must be left out or 0: the area of a combination is counted with its parts$/),
  pattern('combinationPlace', /^must be left out: a combination is drawn as its parts$/),
  pattern('rootPlace', /^must be left out: a zone is placed in the zone it lies in$/),
  pattern('beyondPlan', /^must not reach beyond (\d+)$/, 'max'),
  pattern('twoParts', /^must name at least two zones$/),
  pattern('partsOnce', /^must name each zone once$/),
  pattern('partsOnly', /^are only for a combination$/),
  pattern('seatsNeeded', /^must be given, because the zone is (\S+)$/, 'mode'),
  pattern('circle', /^(\S+) lies below itself$/, 'zone'),
  pattern('tooDeep', /^must not lie more than (\d+) levels deep$/, 'max'),
  pattern('sumOnly', /^is (\d+) m² for (.+?), but its parts add up to (\d+) m²$/, 'area', 'whole', 'sum'),
  pattern('sum', /^is (\d+) m² for (.+?), but its parts add up to (\d+) m² \((.+)\)$/, 'area', 'whole', 'sum', 'parts'),
  pattern('afterStart', /^(\S+) must be after the start (\S+)$/, 'end', 'start'),
  pattern('notBookable', /^(\S+) is not bookable$/, 'zone'),
  pattern('tooManyHeads', /^(\d+) people do not fit into (\S+), which seats (\d+)$/, 'heads', 'zone', 'seats'),
  pattern('noUnits', /^(\S+) has no units to hold/, 'zone'),
  pattern('tooManyUnits', /^(\d+) units are more than the (\d+) of (\S+)$/, 'units', 'seats', 'zone'),
  pattern('lacks', /^(\S+) has no (.+)$/, 'zone', 'thing'),
  pattern('notCovered', /^(\S+) is not covered by the agreement/, 'zone'),
  pattern('managerNeedsOperator', /^a manager needs an operator$/),
  pattern('noOperatorRole', /^is not a role in an operator/),
  pattern('sameTime', /^must differ from the start/),
  pattern('spanOverlaps', /^overlaps the span \d+ of the same day$/),
  pattern('placeOverlaps', /^overlaps ([^a-z ]+(?:, [^a-z ]+)*)$/, 'zones'),
  pattern('seasonOverlaps', /^(?:overlaps|has the name or dates of) the season "(.+)"$/, 'name'),
  pattern('dateCovered', /^covers (\S+), as another exception does$/, 'date'),
  pattern('yearBoth', /^must have a year exactly when from has one$/),
  pattern('backwards', /^must not be before from$/),
  pattern('tooLong', /^must be no more than (\d+) days/, 'max'),
  pattern('longerThanLongest', /^must not be more than longestMinutes, which is (\d+) here$/, 'max'),
  pattern('onlyOperate', /^belongs to an agreement of the kind operate/),
  pattern('onlySeason', /^belongs to a quota per season/),
  pattern('seasonsNeeded', /^must name the seasons that are counted$/),
  pattern('fileTooLong', /^is too long$/),
  pattern('looseAlias', /^\*(\S+) is used, but there is no/, 'name'),
  pattern('aliasInItself', /^\*(\S+) stands inside &/, 'name'),
  pattern('tooManyAliases', /^uses anchors again more than (\d+) times$/, 'max'),
  pattern('unreadable', /^cannot be read$/),
];

const NOT_ALLOWED = /^(.+) is not allowed: write (.+)$/;
const MUST_BE = /^must be (.+)$/;

/** The remedy's own key stands under `remedy`, in the blanks of a text that says what is to be written instead. */
export function matchFault(detail: string): MatchedFault | null {
  const found = matchIn(FAULTS, detail);
  if (found) return found;
  const [, value, instead] = NOT_ALLOWED.exec(detail) ?? [];
  const remedy = matchIn(REMEDIES, instead ?? MUST_BE.exec(detail)?.[1] ?? '');
  if (!remedy) return null;
  const key = value === undefined ? 'write' : 'notAllowed';
  return { key, values: { ...remedy.values, remedy: remedy.key, ...(value !== undefined && { value }) } };
}
