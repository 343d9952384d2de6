import { absorbers, gapsOf } from '../../src/web/admin/zones/areas.js';
import { moved, overlapsIn, placesOf, resized, snapped, withPlaces } from '../../src/web/admin/zones/places.js';
import { zoneTreeOf, type Zone, type ZoneNode } from '../../src/web/centre/zone-tree.js';
import { drawFloor, drawZones } from '../../src/web/plan/floor-plan.js';

const zone = (code: string, parent: string | null, areaM2: number, change: Partial<Zone> = {}): Zone =>
  ({ code, parent, areaM2, kind: 'node', mode: 'exclusive', seats: 4, ...change }) as Zone;

const ZONES = [
  zone('F', null, 100, { mode: 'none' }),
  zone('F-HALL', 'F', 60),
  zone('F-HALL-A', 'F-HALL', 35),
  zone('F-HALL-B', 'F-HALL', 25),
  zone('F-HALL-AB', 'F-HALL', 0, { kind: 'combination', parts: ['F-HALL-A', 'F-HALL-B'] }),
  zone('F-CIRC', 'F', 40, { mode: 'none' }),
];
const BOX = { x: 0, y: 0, width: 1000, height: 420 };
const floorOf = (zones: readonly Zone[]): ZoneNode => zoneTreeOf(zones).roots[0] as ZoneNode;
const placed = (places: Record<string, Zone['place']>): Zone[] =>
  ZONES.map((one) => {
    const place = places[one.code];
    return place ? { ...one, place } : one;
  });
const LEFT = { x: 0, y: 0, width: 30, height: 100 };
const RIGHT = { x: 30, y: 0, width: 70, height: 100 };

describe('a floor with places', () => {
  it('is drawn by area until every neighbour has a place, and then where they are', () => {
    const boxOf = (zones: readonly Zone[]) =>
      drawZones(floorOf(zones), BOX).find(({ node }) => node.zone.code === 'F-CIRC');
    expect(boxOf(placed({ 'F-CIRC': LEFT }))).toEqual(
      boxOf(ZONES) && { ...boxOf(ZONES), node: expect.anything() as object },
    );
    expect(boxOf(placed({ 'F-CIRC': LEFT, 'F-HALL': RIGHT }))).toMatchObject({ x: 0, y: 0, width: 300, height: 420 });
  });

  it('takes the rooms of an area along, in hundredths of what is left below its name', () => {
    const { rooms } = drawFloor(floorOf(placed({ 'F-CIRC': LEFT, 'F-HALL': RIGHT })), BOX);
    for (const { item, x } of rooms.filter(({ item: one }) => one.code.startsWith('F-HALL-'))) {
      expect([item.code, x >= 300]).toEqual([item.code, true]);
    }
    expect(rooms.map(({ item }) => item.code).sort()).toEqual(['F-CIRC', 'F-HALL-A', 'F-HALL-B']);
  });

  it('begins with the drawing by area in whole hundredths, without overlaps', () => {
    const places = placesOf(floorOf(ZONES), BOX);
    expect([...places.keys()].sort()).toEqual(['F-CIRC', 'F-HALL', 'F-HALL-A', 'F-HALL-B']);
    expect(overlapsIn(floorOf(ZONES), places)).toEqual([]);
    expect(places.get('F-HALL')).toEqual({ x: 0, y: 0, width: 60, height: 100 });
  });

  it('gives back the places that it was drawn with', () => {
    const places = new Map([...placesOf(floorOf(ZONES), BOX), ['F-HALL', RIGHT], ['F-CIRC', LEFT]]);
    expect(placesOf(withPlaces(floorOf(ZONES), places), BOX)).toEqual(places);
    expect(overlapsIn(floorOf(ZONES), new Map(places).set('F-CIRC', { ...LEFT, width: 31 }))).toEqual([
      ['F-HALL', 'F-CIRC'],
    ]);
  });

  it('is moved and stretched as far as the edge, and jumps to edges nearby', () => {
    expect(moved(LEFT, -5, 3)).toEqual(LEFT);
    expect(moved({ ...LEFT, height: 50 }, 90, 60)).toEqual({ x: 70, y: 50, width: 30, height: 50 });
    expect(resized(LEFT, -40, 0)).toEqual({ ...LEFT, width: 3 });
    expect(resized(RIGHT, 5, 0)).toEqual(RIGHT);
    expect(snapped({ ...RIGHT, x: 28 }, [LEFT], false)).toEqual(RIGHT);
    expect(snapped({ ...LEFT, width: 29 }, [RIGHT], true)).toEqual(LEFT);
    expect(snapped({ ...RIGHT, x: 20, width: 50 }, [LEFT], false)).toMatchObject({ x: 20 });
  });
});

describe('areas that must add up', () => {
  it('tells each place where they do not, by how much', () => {
    expect(gapsOf(ZONES, 100)).toEqual([]);
    const other = ZONES.map((one) => (one.code === 'F-HALL-A' ? { ...one, areaM2: 40 } : one));
    expect(gapsOf(other, 90)).toEqual([
      { code: '', areaM2: 90, sum: 100, over: 10 },
      { code: 'F-HALL', areaM2: 60, sum: 65, over: 5 },
    ]);
    expect(gapsOf([], 90)).toEqual([]);
  });

  it('names neighbours that could take it up: undivided, big enough, corridors first', () => {
    const zones = [...ZONES, zone('F-ROOM', 'F', 10), zone('F-TINY', 'F', 1, { mode: 'none' })];
    const gap = { code: 'F', areaM2: 100, sum: 111, over: 11 };
    expect(absorbers(gap, { zones, without: '' }).map(({ code }) => code)).toEqual(['F-CIRC']);
    expect(absorbers({ ...gap, over: -2 }, { zones, without: 'F-CIRC' }).map(({ code }) => code)).toEqual([
      'F-TINY',
      'F-ROOM',
    ]);
  });
});
