import fc from 'fast-check';
import { GapWatch, MOST_GAPS } from '../../src/platform/outbox/gap-watch.js';

const PATIENCE = 30;
const begun = (high: number, given: { missing?: number[]; mayMiss?: boolean } = {}): GapWatch =>
  new GapWatch(high, { patienceMs: PATIENCE, at: 0, ...given });
const idle = (next: number) => ({ oldestRunning: next, next });

describe('a watch over numbers that become visible in any order', () => {
  it('asks for what is above the highest, and for nothing else while no number is missing', () => {
    const watch = begun(7);
    watch.take([8, 9], { snapshot: idle(100), at: 1 });
    expect([watch.above, watch.missing]).toEqual([9, []]);
  });

  it('asks for a number that was passed over until it has come', () => {
    const watch = begun(7);
    watch.take([9], { snapshot: { oldestRunning: 50, next: 52 }, at: 1 });
    expect(watch.missing).toEqual([8]);
    watch.take([8, 10], { snapshot: idle(60), at: 2 });
    expect([watch.above, watch.missing]).toEqual([10, []]);
  });

  it('begins with what was missing when it began', () => {
    const watch = begun(7, { missing: [5, 6] });
    watch.take([6], { snapshot: idle(60), at: 1 });
    expect(watch.missing).toEqual([5]);
  });

  it('asks on for as long as a transaction that may have taken the number runs, however long', () => {
    const watch = begun(7);
    watch.take([9], { snapshot: { oldestRunning: 50, next: 52 }, at: 0 });
    watch.take([], { snapshot: { oldestRunning: 50, next: 70 }, at: PATIENCE });
    watch.take([], { snapshot: { oldestRunning: 50, next: 99 }, at: 1000 * PATIENCE });
    expect(watch.missing).toEqual([8]);
  });

  it('gives a number up once its patience is over and all that ran then is over', () => {
    const watch = begun(7);
    watch.take([9], { snapshot: idle(52), at: 0 });
    watch.take([], { snapshot: idle(60), at: PATIENCE - 1 });
    expect(watch.missing).toEqual([8]);
    watch.take([], { snapshot: { oldestRunning: 65, next: 70 }, at: PATIENCE });
    watch.take([], { snapshot: { oldestRunning: 69, next: 90 }, at: PATIENCE + 1 });
    expect(watch.missing).toEqual([8]);
    watch.take([], { snapshot: { oldestRunning: 70, next: 95 }, at: PATIENCE + 2 });
    expect(watch.missing).toEqual([]);
  });

  it('tells that anything may have happened when it began beside a transaction of unknown age, and that one is over', () => {
    const watch = begun(7, { mayMiss: true });
    const running = { oldestRunning: 50, next: 60 };
    expect(watch.take([], { snapshot: running, at: PATIENCE })).toBe(false);
    expect(watch.take([], { snapshot: { oldestRunning: 60, next: 61 }, at: PATIENCE + 1 })).toBe(true);
    expect(watch.take([], { snapshot: idle(62), at: PATIENCE + 2 })).toBe(false);
  });

  it('waits for a bounded number of numbers one by one, and for the rest as a whole', () => {
    const watch = begun(0);
    watch.take([MOST_GAPS * 3], { snapshot: idle(9), at: 0 });
    expect(watch.missing).toHaveLength(MOST_GAPS);
    expect(watch.take([], { snapshot: idle(10), at: PATIENCE })).toBe(true);
    expect(watch.missing).toEqual([]);
  });

  it('loses none of any random run of transactions, whatever order they commit in', () => {
    const step = fc.record({ kind: fc.constantFrom('take', 'commit', 'undo', 'read'), which: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const world = { nextNumber: 1, nextTransaction: 1, at: 0 };
        const running: { transaction: number; number: number }[] = [];
        const visible = new Set<number>();
        const heard: number[] = [];
        const watch = begun(0);
        const read = (): void => {
          world.at += PATIENCE / 2;
          const asked = [...watch.missing, ...range(watch.above + 1, world.nextNumber)];
          const found = asked.filter((number) => visible.has(number));
          const oldestRunning = Math.min(world.nextTransaction, ...running.map(({ transaction }) => transaction));
          heard.push(...found);
          watch.take(found, { snapshot: { oldestRunning, next: world.nextTransaction }, at: world.at });
        };
        for (const { kind, which } of steps) {
          if (kind === 'take') running.push({ transaction: world.nextTransaction++, number: world.nextNumber++ });
          else if (kind === 'read') read();
          else {
            const [ended] = running.splice(which % Math.max(1, running.length), 1);
            if (ended && kind === 'commit') visible.add(ended.number);
          }
        }
        read();
        expect(heard.sort((a, b) => a - b)).toEqual([...visible].sort((a, b) => a - b));
      }),
    );
  });
});

const range = (from: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i);
