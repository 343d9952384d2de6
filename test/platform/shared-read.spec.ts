import { SharedRead } from '../../src/platform/database/shared-read.js';

/** A read whose outcome the test decides, one after the other. */
function reads() {
  const under: { key: string; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const shared = new SharedRead<string, string>(
    (key) => new Promise((resolve, reject) => under.push({ key, end: resolve, fail: reject })),
  );
  return { under, shared };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a shared read', () => {
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
