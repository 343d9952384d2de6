import { sameJson } from '../centres/same-json.js';
import type { HoursDocument } from '../scheduling/hours.types.js';

interface Markable {
  readonly beyond?: boolean;
}

/** What of a document an operator may set itself, and whether it asks for more. */
export interface Bounded {
  /** Without the marks that were never granted, so that the hours of the zones above bound it. */
  readonly document: HoursDocument;
  readonly asksBeyond: boolean;
}

/**
 * Takes back every `beyond` mark that the standing document does not hold on the very same entry: going beyond the
 * hours of the zones above is the centre's to grant.
 */
export function withinGranted(asked: HoursDocument, standing: HoursDocument): Bounded {
  let asksBeyond = false;
  const bounded = <T extends Markable>(entry: T, granted: readonly T[]): T => {
    if (entry.beyond !== true || granted.some((one) => sameJson(one, entry))) return entry;
    asksBeyond = true;
    const { beyond: _, ...rest } = entry;
    return rest as T;
  };
  const { seasons, exceptions, statutory } = asked;
  const document: HoursDocument = {
    ...asked,
    ...(seasons && { seasons: seasons.map((one) => bounded(one, standing.seasons ?? [])) }),
    ...(exceptions && { exceptions: exceptions.map((one) => bounded(one, standing.exceptions ?? [])) }),
    ...(statutory && { statutory: bounded(statutory, standing.statutory ? [standing.statutory] : []) }),
  };
  return { document, asksBeyond };
}
