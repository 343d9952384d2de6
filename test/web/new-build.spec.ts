import { onTakeOver } from '../../src/web/door/new-build.js';

describe('a door display whose worker changes', () => {
  const takeOvers = (controller: object | null, times: number): number => {
    let starts = 0;
    const takeOver = onTakeOver({ controller }, () => starts++);
    for (let i = 0; i < times; i++) takeOver();
    return starts;
  };

  it('stays as it is for the first worker it gets, which is as new as itself', () => {
    expect(takeOvers(null, 1)).toBe(0);
  });

  it('starts anew with every build after that, however long it has been up', () => {
    expect(takeOvers(null, 3)).toBe(2);
  });

  it('starts anew with the next build when it came out of a worker itself', () => {
    expect(takeOvers({}, 1)).toBe(1);
  });
});
