import { api, ask, askTagged, ifMatch, type Schemas, type Tagged } from '../../api/api.js';
import type { Zone } from '../../centre/zone-tree.js';

export type Misfit = Schemas['MisfitAnswer'];
type Effect = Schemas['ZoneEffectAnswer'];
type ZoneBody = Schemas['ZoneBody'];
type Policy = Schemas['PolicyBody'];

/** A change of zones: sent once to see whom it meets, and once to make it. */
export type ZoneChange = (dryRun: boolean) => Promise<unknown>;

export interface ZoneOf {
  readonly centre: string;
  readonly zone: string;
}

export async function readZones(centre: string): Promise<Tagged<readonly Zone[]>> {
  const { data, etag } = await askTagged(api.GET('/api/v1/centres/{centre}/zones', { params: { path: { centre } } }));
  return { data: data.items, etag };
}

/** What stands in the way of a change; nothing is written. */
export async function misfitsOf(change: ZoneChange): Promise<readonly Misfit[]> {
  return ((await change(true)) as Effect).affected;
}

export const adding =
  (centre: string, body: Schemas['CreateZoneBody']): ZoneChange =>
  (dryRun) =>
    ask(api.POST('/api/v1/centres/{centre}/zones', { params: { path: { centre }, query: { dryRun } }, body }));

export const changing =
  ({ centre, zone, etag }: ZoneOf & { etag: string }, body: Schemas['ChangeZoneBody']): ZoneChange =>
  (dryRun) => {
    const params = { path: { centre, zone }, query: { dryRun } };
    return ask(api.PATCH('/api/v1/centres/{centre}/zones/{zone}', { params, body, headers: ifMatch(etag) }));
  };

/** All zones anew, with the ETag of the list. */
export const replacing =
  ({ centre, etag }: { centre: string; etag: string }, body: Schemas['ReplaceZonesBody']): ZoneChange =>
  (dryRun) => {
    const params = { path: { centre }, query: { dryRun } };
    return ask(api.PUT('/api/v1/centres/{centre}/zones', { params, body, headers: ifMatch(etag) }));
  };

export const ruling =
  ({ centre, zone, etag }: ZoneOf & { etag: string }, body: Policy): ZoneChange =>
  (dryRun) => {
    const params = { path: { centre, zone }, query: { dryRun } };
    return ask(api.PUT('/api/v1/centres/{centre}/zones/{zone}/policy', { params, body, headers: ifMatch(etag) }));
  };

export async function removeZone({
  centre,
  zone,
  etag,
  areaTo,
}: ZoneOf & { etag: string; areaTo: string }): Promise<void> {
  const params = { path: { centre, zone }, query: areaTo === '' ? {} : { areaTo } };
  await ask(api.DELETE('/api/v1/centres/{centre}/zones/{zone}', { params, headers: ifMatch(etag) }));
}

export async function savePlaces(
  { centre, zone, etag }: ZoneOf & { etag: string },
  places: Schemas['ZonePlaceBody'][],
): Promise<void> {
  const params = { path: { centre, zone } };
  const body = { places };
  await ask(api.PUT('/api/v1/centres/{centre}/zones/{zone}/places', { params, body, headers: ifMatch(etag) }));
}

/** A zone as it would be written again unchanged. */
export function bodyOf(zone: Zone): ZoneBody {
  const { code, name, nameEn, parent, areaM2, seats, mode, limit = null, place = null, sort } = zone;
  return {
    ...{ code, name, nameEn, parent, areaM2, seats, mode, limit, place, sort },
    equipment: [...zone.equipment],
    parts: [...zone.parts],
    policy: { ...zone.policy },
  };
}
