import { overtakenClaims, type CountedClaim } from '../../src/centres/overtaken.js';

const claim = (owner: string, from: number, until: number, units: number): CountedClaim => ({
  owner,
  ownerKind: 'occurrence',
  from,
  until,
  units,
});

const owners = (claims: readonly CountedClaim[], units: number, since = 0): string[] =>
  overtakenClaims(claims, units, since).map((one) => one.owner);

describe('claims that are too many for fewer units', () => {
  const crowd = [claim('a', 0, 10, 5), claim('b', 5, 15, 5), claim('c', 10, 20, 5)];

  it('are all that meet at one moment, and not those that only follow each other', () => {
    expect(owners(crowd, 10)).toEqual([]);
    expect(owners(crowd, 9)).toEqual(['a', 'b', 'c']);
    expect(owners([claim('a', 0, 10, 5), claim('c', 10, 20, 5)], 5)).toEqual([]);
  });

  it('are single ones that are larger than the cell', () => {
    expect(owners([claim('a', 0, 10, 5), claim('b', 10, 20, 9)], 6)).toEqual(['b']);
  });

  it('are judged by what is left of them: what ends by then does not count', () => {
    expect(owners(crowd, 9, 10)).toEqual(['b', 'c']);
    expect(owners(crowd, 9, 15)).toEqual([]);
  });
});
