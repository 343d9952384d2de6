import { api, ask } from '../../api/api.js';
import type { Agreement } from './terms.js';

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
