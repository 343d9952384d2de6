import { api, ask } from '../../api/api.js';
import type { Agreement, Operator } from './terms.js';

/** All operators of the centre, page by page. */
export async function allOperators(centre: string): Promise<readonly Operator[]> {
  const all: Operator[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await ask(api.GET('/api/v1/centres/{centre}/operators', { params: { path: { centre }, query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** All agreements of one operator, those of long ago too, the latest first. */
export async function agreementsOf(centre: string, operator: string): Promise<readonly Agreement[]> {
  const all: Agreement[] = [];
  let cursor: string | undefined;
  do {
    const query = { operator, ...(cursor !== undefined && { cursor }) };
    const page = await ask(api.GET('/api/v1/centres/{centre}/agreements', { params: { path: { centre }, query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all.toSorted((a, b) => b.from.localeCompare(a.from));
}
