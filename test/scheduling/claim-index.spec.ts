import { ClaimIndex, type KnownClaim } from '../../src/scheduling/claim-index.js';
import type { Instant } from '../../src/scheduling/time.types.js';

const MINUTE = 60_000;
const claim = (owner: string, from: number, until: number): KnownClaim => ({
  ...{ cell: 1, owner, units: 1 },
  ...{ from: (from * MINUTE) as Instant, until: (until * MINUTE) as Instant },
  met: { kind: 'booking', start: (from * MINUTE) as Instant, end: (until * MINUTE) as Instant, pending: false },
});

describe('claims near a span', () => {
  const span = { start: 0 as Instant, end: (600 * MINUTE) as Instant };
  const first = [claim('a', 0, 30), claim('d', 60, 90), claim('b', 60, 120), claim('c', 60, 120)];

  it('come in one order, in whatever order an engine gives them', () => {
    for (const given of [first, first.toReversed(), [...first.slice(2), ...first.slice(0, 2)]])
      expect(new ClaimIndex(given).near(1, span).map(({ owner }) => owner)).toEqual(['a', 'd', 'b', 'c']);
  });
});
