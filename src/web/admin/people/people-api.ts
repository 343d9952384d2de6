import { api, ask, type Schemas } from '../../api/api.js';

export type Person = Schemas['PersonAnswer'];
export const ROLES = ['admin', 'office', 'desk', 'member'] as const satisfies readonly Person['role'][];

/** Everybody who has a role in the centre, page by page. */
export async function allPeople(centre: string): Promise<readonly Person[]> {
  const all: Person[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await ask(api.GET('/api/v1/centres/{centre}/people', { params: { path: { centre }, query } }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}
