import { appendFileSync } from 'node:fs';
import { onPostgres } from '../support/postgres.js';

/**
 * What a proof did and found. A loss is an answered write that is gone; a double is a place taken twice. A proof that
 * finds one of them fails and hands in no tally, so that none can hide in a sum.
 */
export interface Tally {
  readonly races: number;
  readonly kills: number;
  readonly faults: number;
  readonly requests: number;
  readonly losses: number;
  readonly doubles: number;
}

export type Progress = (line: string) => void;

export const NOTHING: Tally = { races: 0, kills: 0, faults: 0, requests: 0, losses: 0, doubles: 0 };

/** True in `npm run prove`; `npm test` runs the same proofs in a short form. */
export const isLong = process.env['PROVE'] === 'long';

/** Shows how far a long proof is; a short one is silent. */
export const progress: Progress = (line) => {
  if (isLong) process.stderr.write(`  ${line}\n`);
};

/** What the proofs of this run are on, for the summary. */
export const ENGINE = onPostgres() ? 'PostgreSQL' : 'SQLite';

/** Hands a tally to the summary of `npm run prove`. */
export function report(proof: string, tally: Tally): void {
  const file = process.env['PROVE_TALLY'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ engine: ENGINE, proof, ...tally })}\n`);
}

/** Random numbers from 0 to 1 that are the same again for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed to repeat a run with is in `PROVE_SEED`; each run without it takes a new one. */
export const SEED = Number(process.env['PROVE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
