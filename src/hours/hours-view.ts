import type { HoursLayer } from '../scheduling/hours-statement.js';
import type { HoursDocument, StatutoryCalendar } from '../scheduling/hours.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';

/** Opening hours as the pure middle asks for them. */
export interface HoursView {
  readonly layersOf: (zone: Zone) => readonly HoursLayer[];
  readonly calendar: StatutoryCalendar;
}

/** What the centre (under `CENTRE_LAYER`) and its zones (under their ids) say of their hours. */
export type HoursDocuments = ReadonlyMap<number, HoursDocument>;

/** The place of the centre's own document among those of its zones. */
export const CENTRE_LAYER = 0;

/**
 * The layers of a zone run from the centre down its path. Who says nothing changes nothing and is left out, so most
 * zones have the layers of their parents, and what is worked out for one holds for all of these.
 */
export function hoursView(plan: Plan, documents: HoursDocuments, calendar: StatutoryCalendar): HoursView {
  const centre = { code: plan.slug, document: documents.get(CENTRE_LAYER) ?? {} };
  const layers = new Map<number, readonly HoursLayer[]>();
  const lists = new Map<string, readonly HoursLayer[]>();
  const stack = (zone: Zone): readonly HoursLayer[] => {
    const own = zone.path.flatMap((code) => {
      const document = documents.get(plan.byCode.get(code)?.id ?? -1);
      return document ? [{ code, document }] : [];
    });
    const name = own.map(({ code }) => code).join('/');
    const list = lists.get(name) ?? [centre, ...own];
    lists.set(name, list);
    return list;
  };
  return {
    calendar,
    // The same list each time: what is worked out from it is kept with it.
    layersOf: (zone) => {
      let known = layers.get(zone.id);
      if (!known) layers.set(zone.id, (known = stack(zone)));
      return known;
    },
  };
}

/** The same documents with one of them replaced. */
export function withDocument(documents: HoursDocuments, layer: number, document: HoursDocument): HoursDocuments {
  return new Map(documents).set(layer, document);
}
