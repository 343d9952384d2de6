import type { Answer, Client } from './client.js';
import type { Probe } from './probe.js';
import type { Slots } from './slots.js';

/** What a race is run on. */
export interface Track {
  readonly clients: readonly Client[];
  /** Admins and back office: may decide requests. */
  readonly deciders: readonly Client[];
  /** Front desk: what it books in zones with approval is pending. */
  readonly desks: readonly Client[];
  readonly admin: Client;
  readonly slots: Slots;
  readonly probe: Probe;
  readonly random: () => number;
  /** All at once, in a random order; answers in the order given. Fails when one of them is a 5xx. */
  readonly race: <Body>(runners: readonly (() => Promise<Answer<Body>>)[]) => Promise<Answer<Body>[]>;
}

/** One kind of race with what must come of it; `run` fails when something else does. */
export interface Kind {
  readonly name: string;
  readonly run: (track: Track) => Promise<void>;
}

/** How one loses a place to somebody else. */
export const TAKEN = '409 refused occupied';
