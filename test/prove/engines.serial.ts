import { OWN_NAME, type RealCentre } from '../ledger/oracle/centre.js';
import { expectSame, type Command } from '../ledger/oracle/command.js';
import { emptyWorld } from '../ledger/oracle/commands.js';
import type { Answer, Caller } from '../support/app.js';
import { Ids } from './engines.ids.js';
import type { Side } from './engines.sides.js';
import { differences } from './engines.state.js';

/** One request and its answer, as text. */
type Told = readonly [request: string, answer: string];

/** A caller of whom every request and answer is kept. */
function recorded(caller: Caller, told: Told[]): Caller {
  const call: Caller['call'] = async <Body>(
    method: string,
    path: string,
    options?: Parameters<Caller['call']>[2],
  ): Promise<Answer<Body>> => {
    const answer = await caller.call<Body>(method, path, options);
    const { body, ifMatch } = options ?? {};
    told.push([JSON.stringify([method, path, ifMatch, body]), `${answer.status} ${answer.text}`]);
    return answer;
  };
  return {
    ...{ cookie: caller.cookie, call },
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body: body ?? {} }),
  };
}

/** Runs a history with the oracle beside it; gives all that was said, in order. */
async function live(side: Side, history: readonly Command[]): Promise<{ real: RealCentre; told: Told[] }> {
  const told: Told[] = [];
  const real = await side.makeCentre();
  const { owner, desk } = real;
  const model = emptyWorld();
  const watched = { ...real, owner: recorded(owner, told), desk: recorded(desk, told) };
  for (const command of history) await command.act(model, watched);
  await expectSame(model.world, real);
  return { real, told };
}

/** The same history on both sides: every answer and all that is stored must be the same but for ids. Gives the requests. */
export async function compareSerial(
  [here, there]: readonly [Side, Side],
  history: readonly Command[],
): Promise<number> {
  const one = await live(here, history);
  const other = await live(there, history);
  const ids = new Ids();
  ids.learn(here.people, there.people);
  const anonymous = (text: string): string => text.replace(OWN_NAME, 'centre');
  for (const [i, [request, answer]] of one.told.entries()) {
    const [otherRequest = '', otherAnswer = ''] = other.told[i] ?? [];
    ids.learn(answer, otherAnswer);
    const heard = [otherRequest, otherAnswer].map((text) => anonymous(ids.toHere(text)));
    expect(heard).toEqual([request, answer].map(anonymous));
  }
  expect(other.told).toHaveLength(one.told.length);
  const stored = { reader: here.reader, centre: one.real.id, tell: (text: string) => text };
  const otherStored = { reader: there.reader, centre: other.real.id, tell: ids.toHere };
  expect(await differences(stored, otherStored)).toEqual([]);
  return one.told.length;
}
