import fc from 'fast-check';
import { OWN_NAME, type RealCentre } from '../ledger/oracle/centre.js';
import { expectSame, type Command, type Model } from '../ledger/oracle/command.js';
import { bookings, emptyWorld, operation } from '../ledger/oracle/commands.js';
import type { Body, Deed } from '../ledger/oracle/deed.js';
import type { Answer, Caller } from '../support/app.js';
import { Ids } from './engines.ids.js';
import { retold, serialOrder, type Observed } from './engines.order.js';
import { SESSIONS, type Side } from './engines.sides.js';
import { differences } from './engines.state.js';

/** What each session asks, one thing after another, while the others ask theirs. */
type Round = readonly (readonly Command[])[];

const atOnce = <T>(own: fc.Arbitrary<T>): fc.Arbitrary<T[][]> =>
  fc.array(fc.array(own, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: SESSIONS });

/** Either everybody asks for something of their own, or all ask for the same two things. */
const round: fc.Arbitrary<Round> = fc.oneof(
  atOnce(operation),
  fc
    .tuple(operation, operation, atOnce(fc.boolean()))
    .map(([one, other, sessions]) => sessions.map((asked) => asked.map((first) => (first ? one : other)))),
);

/** Some bookings first, then rounds in which sessions ask at once. */
export const races: fc.Arbitrary<readonly Round[]> = fc
  .tuple(bookings, fc.array(round, { minLength: 2, maxLength: 4, size: 'max' }))
  .map(([first, rounds]) => [...first.map((one) => [[one]]), ...rounds]);

export interface Counted {
  readonly rounds: number;
  readonly requests: number;
}

/**
 * Sessions ask at once on one side. Then the oracle names an order in which all their answers make sense, and the other
 * side is asked the same in that order: every answer and all that is stored must be the same but for ids.
 */
export async function compareRaces([here, there]: readonly [Side, Side], rounds: readonly Round[]): Promise<Counted> {
  const real = await here.makeCentre();
  const mirror = await there.makeCentre();
  const ids = new Ids();
  ids.learn(here.people, there.people);
  const model = emptyWorld();
  let requests = 0;
  for (const round of rounds) {
    const deeds = round.map((commands) => commands.map((command) => command.deed(model.world)).filter(isDeed));
    const observed = await race(deeds, { side: here, real });
    requests += observed.length;
    await replay(observed, { model, mirror: translated(mirror, ids), ids });
    await expectSame(model.world, real);
    const stored = { reader: here.reader, centre: real.id, tell: withoutMet };
    const mirrored = { reader: there.reader, centre: mirror.id, tell: (text: string) => withoutMet(ids.toHere(text)) };
    expect(await differences(stored, mirrored)).toEqual([]);
  }
  return { rounds: rounds.filter((round) => round.length > 1).length, requests };
}

const isDeed = (deed: Deed | null): deed is Deed => deed !== null;

async function race(
  deeds: readonly (readonly Deed[])[],
  { side, real }: { side: Side; real: RealCentre },
): Promise<Observed[]> {
  const observed: Observed[] = [];
  let moment = 0;
  await Promise.all(
    deeds.map(async (own, session) => {
      for (const deed of own) {
        const asked = ++moment;
        const answer = await deed.send({ ...real, ...side.sessions[session] });
        observed.push({ deed, session, asked, answered: ++moment, answer });
      }
    }),
  );
  return observed;
}

async function replay(
  observed: readonly Observed[],
  { model, mirror, ids }: { model: Model; mirror: RealCentre; ids: Ids },
): Promise<void> {
  const order = serialOrder(model.world, observed);
  if (!order) throw new Error(`No order explains these answers:\n${retold(observed)}`);
  for (const { deed, answer } of order) {
    const other = await deed.send(mirror);
    ids.learn(answer.text, other.text);
    expect({ deed: deed.name, ...told(other, ids.toHere), order: retold(order) }).toEqual({
      ...{ deed: deed.name, ...told(answer, (text) => text), order: retold(order) },
    });
    model.world = deed.judge(model.world).after(answer.body);
  }
}

/**
 * An answer but for what is said for people only, for alternatives, which are hints that are looked for after the verdict,
 * and for who stood in the way: of several orders that explain all verdicts, one may be found in which somebody else did,
 * or had another end. Asked one after another, both sides must name the same.
 */
function told({ status, text }: Answer<Body>, tell: (text: string) => string): { status: number; body: unknown } {
  const body: unknown = JSON.parse(tell(text).replace(OWN_NAME, 'centre'), (key, value: unknown) =>
    ['alternatives', 'detail', 'met'].includes(key) ? undefined : value,
  );
  return { status, body };
}

/** A stored row but for who stood in the way of a refused date. */
const withoutMet = (row: string): string => row.replace(/\\"met\\":\[[^\]]*\]/g, '\\"met\\":[]');

/** A centre on the other side whose people name things by the ids of this side. */
function translated(mirror: RealCentre, ids: Ids): RealCentre {
  const translate = (caller: Caller): Caller => {
    const other: Caller['call'] = (method, path, options = {}) =>
      caller.call(method, ids.toThere(path), {
        ...options,
        ...(options.body === undefined ? {} : { body: ids.toThere(JSON.stringify(options.body)) }),
      });
    return {
      ...{ cookie: caller.cookie, call: other },
      get: (path, options) => other('GET', path, options),
      post: (path, body, options) => other('POST', path, { ...options, body: body ?? {} }),
    };
  };
  return { ...mirror, owner: translate(mirror.owner), desk: translate(mirror.desk) };
}
