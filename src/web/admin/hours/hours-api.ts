import { api, ask, askTagged, ifMatch, type Schemas, type Tagged } from '../../api/api.js';
import type { HoursDocument } from '../../../scheduling/hours.types.js';
import type { Choice } from '../../impact/decisions.js';

export type Impact = Schemas['ImpactAnswer'];

/** Whose hours: of the centre itself (no zone), or of one zone. */
export interface HoursOf {
  readonly centre: string;
  readonly zone?: string;
}

/** One level's own opinion; the levels above say the rest. */
export interface HoursLevel {
  readonly zone?: string;
  readonly document: HoursDocument;
}

export async function readHours({ centre, zone }: HoursOf): Promise<Tagged<HoursDocument>> {
  const call =
    zone === undefined
      ? api.GET('/api/v1/centres/{centre}/hours', { params: { path: { centre } } })
      : api.GET('/api/v1/centres/{centre}/zones/{zone}/hours', { params: { path: { centre, zone } } });
  const { data, etag } = await askTagged(call);
  return { data: data as HoursDocument, etag };
}

interface HoursChange extends HoursOf {
  readonly document: HoursDocument;
  readonly etag: string;
  readonly choices?: readonly Choice[];
}

/** Whom the change would meet; writes nothing. */
export async function previewHours(change: HoursChange): Promise<Impact> {
  return (await put(change, true)) as Impact;
}

/** Saves the hours and what was chosen for each date, in one go. */
export async function saveHours(change: HoursChange): Promise<void> {
  await put(change, false);
}

function put({ centre, zone, document, etag, choices = [] }: HoursChange, dryRun: boolean): Promise<unknown> {
  const body = { ...document, choices: [...choices] } as Schemas['HoursChangeBody'];
  const query = dryRun ? { dryRun } : {};
  const headers = ifMatch(etag);
  return zone === undefined
    ? ask(api.PUT('/api/v1/centres/{centre}/hours', { params: { path: { centre }, query }, headers, body }))
    : ask(
        api.PUT('/api/v1/centres/{centre}/zones/{zone}/hours', {
          params: { path: { centre, zone }, query },
          headers,
          body,
        }),
      );
}
