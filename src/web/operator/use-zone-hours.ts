import { api, ask, askTagged, ifMatch, type Schemas } from '../api/api.js';
import { useCentre } from '../centre/centre.js';
import { useLive } from '../live/use-live.js';
import { addDays } from '../../scheduling/time.js';
import type { HoursDocument, WeekPattern } from '../../scheduling/hours.types.js';
import type { Affected, Choice } from './impact.js';

export type HoursRequest = Schemas['HoursRequestAnswer'];

/** What other hours would do. */
export interface Impact {
  readonly affected: readonly Affected[];
  readonly asksBeyond: boolean;
}

const CENTRE = '/api/v1/centres/{centre}';
const ZONE_HOURS = `${CENTRE}/zones/{zone}/hours` as const;
const DAYS_SHOWN = 6;
/** Somebody edits what was read: it is read anew when they have saved, not under their hands. */
const EVERY_MS = 3_600_000;

/** The hours of a zone with what bounds them, and the calls that change them. */
export function useZoneHours(zone: () => string, operator: string) {
  const { slug, today, tree } = useCentre();
  const at = (code: string) => ({ centre: slug.value, zone: code });

  async function read() {
    const code = zone();
    const query = { from: today.value, to: addDays(today.value, DAYS_SHOWN) };
    const above = tree.value.pathOf(code).slice(0, -1);
    const [own, centre, around, requests] = await Promise.all([
      askTagged(api.GET(ZONE_HOURS, { params: { path: at(code), query } })),
      ask(api.GET(`${CENTRE}/hours`, { params: { path: { centre: slug.value } } })),
      Promise.all(above.map((one) => ask(api.GET(ZONE_HOURS, { params: { path: at(one.code) } })))),
      ask(api.GET(`${CENTRE}/hours-requests`, { params: { path: { centre: slug.value }, query: { limit: 50 } } })),
    ]);
    const { open = [], request: _, ...document } = own.data;
    const weeks = [centre, ...around].flatMap(({ weekly }) => (weekly ? [weekly as WeekPattern] : []));
    const asked = requests.items.filter((one) => one.zone === code && one.operator === operator);
    return { document: document as HoursDocument, etag: own.etag, open, weeks, requests: asked };
  }

  const put = (etag: string, document: HoursDocument, more: { dryRun?: true; choices?: readonly Choice[] }) => {
    const body = { ...document, ...(more.choices ? { choices: more.choices } : {}) } as Schemas['HoursChangeBody'];
    const query = more.dryRun ? { dryRun: true } : {};
    return ask(api.PUT(ZONE_HOURS, { params: { path: at(zone()), query }, headers: ifMatch(etag), body }));
  };

  return {
    live: useLive(read, { everyMs: EVERY_MS, on: zone }),
    preview: async (etag: string, document: HoursDocument): Promise<Impact> => {
      const answer = await put(etag, document, { dryRun: true });
      if (!('affected' in answer)) throw new Error('A trial answers with what it would do.');
      return { affected: answer.affected, asksBeyond: answer.asksBeyond ?? false };
    },
    /** Gives whether a part of it became a request to the centre. */
    save: async (etag: string, document: HoursDocument, choices: readonly Choice[]): Promise<boolean> => {
      const answer = await put(etag, document, { choices });
      return 'request' in answer && answer.request !== undefined;
    },
    withdraw: ({ id }: HoursRequest) =>
      ask(
        api.POST(`${CENTRE}/hours-requests/{request}/withdraw`, {
          params: { path: { centre: slug.value, request: id } },
        }),
      ),
  };
}
