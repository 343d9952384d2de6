import { rebased } from '../../src/web/admin/rebased.js';
import { eachThing, newDraft } from '../../src/web/admin/zones/zone-draft.js';

describe('the draft of a zone that somebody else changes meanwhile', () => {
  const before = { ...newDraft('node', 'F3'), name: '会议室一', seats: 20, parts: ['A'] };

  it('keeps what was typed, and takes in the rest', () => {
    const draft = { ...before, seats: 18 };
    const now = { ...before, name: '溪畔会议室', seats: 24, parts: ['A', 'B'] };
    expect(rebased(draft, { before, now })).toEqual({ ...now, seats: 18 });
  });

  it('is the new state where nothing was typed', () => {
    const now = { ...before, limit: 40 };
    expect(rebased({ ...before }, { before, now })).toEqual(now);
  });

  it('lacks what was taken out, and has what others have added', () => {
    const rules: Record<string, number> = { longestMinutes: 120, gridMinutes: 30 };
    const now = { ...rules, setupMinutes: 15 };
    expect(rebased({ gridMinutes: 30 }, { before: rules, now })).toEqual({ gridMinutes: 30, setupMinutes: 15 });
  });
});

describe('a list of equipment', () => {
  const names = new Map([
    ['投影', 'projector'],
    ['音响', 'sound'],
  ]);
  const kept = (text: string): string => eachThing(text, (name) => names.get(name) ?? name);

  it.each([
    ['投影', 'projector'],
    ['投影、音响 ，白板', 'projector、sound ，白板'],
    ['投', '投'],
    [' 音响, ', ' sound, '],
    ['', ''],
  ])('%s is kept as %s', (typed, stored) => expect(kept(typed)).toBe(stored));
});
