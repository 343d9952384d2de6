import { SharedRead } from '../../src/platform/database/shared-read.js';

/** A read whose outcome the test decides, one after the other. */
function reads() {
  const under: { key: string; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const shared = new SharedRead<string, string>(
    { engine: 'postgres', state: () => Promise.reject(new Error('nobody asks PostgreSQL')) },
    (key) => new Promise((resolve, reject) => under.push({ key, end: resolve, fail: reject })),
  );
  return { under, shared };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a read shared on PostgreSQL', () => {
  it('is not shared by one who asks while it is under way: they get what is read after they asked', async () => {
    const { under, shared } = reads();
    const first = shared.get('a');
    const late = [shared.get('a'), shared.get('a')];
    expect(under).toHaveLength(1);
    under[0]?.end('old');
    expect(await first).toBe('old');
    await settled();
    expect(under).toHaveLength(2);
    under[1]?.end('new');
    expect(await Promise.all(late)).toEqual(['new', 'new']);
  });

  it('keeps keys apart, and begins anew when nobody waits', async () => {
    const { under, shared } = reads();
    const both = Promise.all([shared.get('a'), shared.get('b')]);
    under.forEach(({ key, end }) => end(key));
    expect(await both).toEqual(['a', 'b']);
    const again = shared.get('a');
    expect(under).toHaveLength(3);
    under[2]?.end('c');
    expect(await again).toBe('c');
  });

  it('fails for those who share it and not for those after', async () => {
    const { under, shared } = reads();
    const first = shared.get('a');
    const second = shared.get('a');
    under[0]?.fail(new Error('cut'));
    await expect(first).rejects.toThrow('cut');
    await settled();
    under[1]?.end('fine');
    expect(await second).toBe('fine');
  });
});

/** A database whose commits the test makes; each read gives how many there have been. */
function commits() {
  let count = 0;
  let readers = 0;
  const shared = new SharedRead<string, string>(
    { engine: 'sqlite', state: () => Promise.resolve(String(count)) },
    (key) => {
      readers++;
      return Promise.resolve(`${key} after ${count} commits`);
    },
  );
  return { shared, commit: () => count++, readers: () => readers };
}

describe('a read shared on SQLite', () => {
  it('is made once for all who ask until something is committed, and for each key', async () => {
    const { shared, readers } = commits();
    expect(await Promise.all([shared.get('a'), shared.get('b')])).toEqual(['a after 0 commits', 'b after 0 commits']);
    expect([await shared.get('a'), await shared.get('b')]).toEqual(['a after 0 commits', 'b after 0 commits']);
    expect(readers()).toBe(2);
  });

  it('gives what was committed to the next who asks', async () => {
    const { shared, commit } = commits();
    await shared.get('a');
    commit();
    expect(await shared.get('a')).toBe('a after 1 commits');
  });

  it('does not keep for later what was read before a commit in its middle', async () => {
    let state = 'before';
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const shared = new SharedRead<string, string>(
      { engine: 'sqlite', state: () => Promise.resolve(state) },
      async (key) => {
        const seen = state;
        if (key === 'slow') await held;
        return seen;
      },
    );
    const slow = shared.get('slow');
    await settled();
    state = 'after';
    await shared.get('other');
    release();
    expect(await slow).toBe('before');
    expect(await shared.get('slow')).toBe('after');
  });
});
