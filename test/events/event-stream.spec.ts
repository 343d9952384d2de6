import { EventStream } from '../../src/events/event-stream.js';

const TOPICS = ['schedule', 'bookings'] as const;

describe('one stream', () => {
  it('keeps a bounded number of bytes for a reader that takes none, and cuts it off then', () => {
    const stream = new EventStream(3000);
    for (let i = 0; i < 10_000 && !stream.readable.destroyed; i++) {
      expect(stream.readable.readableLength).toBeLessThanOrEqual(8192);
      stream.tell(TOPICS);
    }
    expect(stream.readable.destroyed).toBe(true);
    stream.tell(TOPICS);
    stream.beat();
    stream.end();
  });

  it('is cut off when what it was sent has not been taken by the next sign of life', () => {
    const stream = new EventStream(3000);
    stream.beat();
    expect(stream.readable.destroyed).toBe(true);
  });

  it('goes on with a sign of life for one that reads, and ends in order', async () => {
    const stream = new EventStream(3000);
    const chunks: string[] = [];
    const read = (async () => {
      for await (const chunk of stream.readable) chunks.push(String(chunk));
    })();
    while (chunks.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stream.beat();
    stream.tell([]);
    stream.tell(TOPICS);
    stream.end();
    await read;
    expect(chunks.join('')).toBe(
      'retry: 3000\nevent: open\ndata: {}\n\nevent: beat\ndata: {}\n\nevent: change\ndata: {"topics":["schedule","bookings"]}\n\n',
    );
  });
});
