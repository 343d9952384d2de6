import { createWorld, DUKOU, type World } from './world.js';

interface List {
  readonly items: { login: string }[];
  readonly nextCursor?: string;
}

describe('listing a centre’s people', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('goes by login, page by page, and leaves out people of other centres', async () => {
    const admin = await world.login('admin');
    const logins: string[] = [];
    let cursor = '';
    do {
      const { body } = await admin.get<List>(`${DUKOU}/people?limit=2${cursor}`);
      logins.push(...body.items.map(({ login }) => login));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(logins).toEqual(['admin', 'both', 'desk', 'member', 'office', 'second-admin']);
  });

  it('shows no password hash', async () => {
    const list = await (await world.login('admin')).get(`${DUKOU}/people`);
    expect(list.text).not.toMatch(/argon2|password_hash/);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'color=red'])('refuses ?%s', async (query) => {
    expect((await (await world.login('admin')).get(`${DUKOU}/people?${query}`)).status).toBe(400);
  });

  it('finds no person of another centre by id', async () => {
    const admin = await world.login('admin');
    expect((await admin.get(world.at('far-admin'))).status).toBe(404);
    expect((await admin.get(world.at('not-an-id'))).status).toBe(404);
  });
});
