import type { components } from '../generated/api.js';

/** `none`: a place without bookings, such as counters or corridors. */
export const ROOM_MODES = ['exclusive', 'shared', 'none'] as const;
export type RoomMode = (typeof ROOM_MODES)[number];

/** A room as it is typed: numbers are empty until they are. */
export interface Room {
  readonly id: number;
  readonly name: string;
  readonly areaM2: number | '';
  readonly seats: number | '';
  readonly mode: RoomMode;
}

export interface Floor {
  readonly id: number;
  readonly name: string;
  readonly rooms: readonly Room[];
}

let lastId = 0;

export const newRoom = (room: Partial<Omit<Room, 'id'>> = {}): Room => ({
  id: ++lastId,
  name: '',
  areaM2: '',
  seats: '',
  mode: 'exclusive',
  ...room,
});

export const newFloor = (name: string): Floor => ({ id: ++lastId, name, rooms: [newRoom()] });

export const areaOf = (rooms: readonly Room[]): number => rooms.reduce((sum, { areaM2 }) => sum + Number(areaM2), 0);

export const totalOf = (floors: readonly Floor[]): number => areaOf(floors.flatMap(({ rooms }) => rooms));

/** Codes are made by counting: F1, F1-1, F1-2, F2 … A floor is as large as its rooms. */
export function zonesOf(floors: readonly Floor[]): components['schemas']['ZoneBody'][] {
  return floors.flatMap(({ name, rooms }, at) => {
    const code = `F${at + 1}`;
    const inside = rooms.map((room, index) => ({
      code: `${code}-${index + 1}`,
      name: room.name.trim(),
      parent: code,
      areaM2: Number(room.areaM2),
      mode: room.mode,
      ...(room.mode !== 'none' && { seats: Number(room.seats) }),
    }));
    return [{ code, name: name.trim(), mode: 'none' as const, areaM2: areaOf(rooms) }, ...inside];
  });
}
