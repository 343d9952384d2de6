import type { Answer } from '../../support/app.js';
import { cellFor, LETTERS, ROUTES } from '../route-table.js';
import { ask, cellOf, isReading, readings, valuesOf } from './readings.js';
import { NO_SUCH, type Stage } from './stage.js';

/** The text of a refusal without what was asked for. */
const plain = ({ text }: Answer, ids: readonly string[]): string =>
  ids.reduce((told, id) => told.replaceAll(id, NO_SUCH), text);

/** Of these one is not found for being somebody else's, or for not being there: the cell is a dot and it is 404. */
const MAY_BE_NONE = /\{token\}$/;

export function reads(at: () => Stage): void {
  it('stands in the table, and the table names no other', () => {
    const names = at().routes.map(({ name }) => name);
    expect(Object.keys(ROUTES).sort()).toEqual(names.sort());
  });

  it('answers with what the table of shapes names, and that names nothing else', () => {
    const { shapes, routes } = at();
    expect(shapes.differences(routes)).toEqual([]);
  });

  it('tells of own things, of another operator’s and of another centre’s what the tables say, field by field', async () => {
    const stage = at();
    for (const { route, letter, whose, expected, answer } of await readings(stage)) {
      const what = `${route.name} of ${whose}`;
      stage.ledger.compare(`${what}, ${letter}`, cellOf(answer.status), expected);
      stage.look(what, letter, answer);
      if (expected === '.') stage.shape(route, letter, answer);
    }
    expect(stage.ledger.faults).toEqual([]);
  });

  it('refuses writes as the table says, and what is hidden like what is not there', async () => {
    const stage = at();
    const values = valuesOf(stage, stage.cast.things.beta);
    const unknown = { ...values, operator: 'nobody', booking: NO_SUCH, agreement: NO_SUCH, request: NO_SUCH };
    const ids = ['beta', 'nobody', ...['booking', 'agreement', 'request'].map((name) => values[name] ?? '')];
    for (const route of stage.routes) {
      for (const letter of LETTERS) {
        const expected = cellFor(route.name, letter);
        // What is allowed and writes would change the world under the other cells: the twin of the permissions does it.
        if (expected === '.' || (isReading(route) && expected !== '4')) continue;
        const answer = await ask(stage, { route, letter, values });
        const cell = MAY_BE_NONE.test(route.path) && answer.status === 404 ? expected : cellOf(answer.status);
        stage.ledger.compare(`${route.name}, ${letter}`, cell, expected);
        stage.look(route.name, letter, answer);
        if (!/\{(operator|booking|agreement|request)\}/.test(route.path) || expected !== '4') continue;
        const nothing = await ask(stage, { route, letter, values: unknown });
        stage.ledger.compare(`${route.name} told, ${letter}`, plain(answer, ids), plain(nothing, ids));
      }
    }
    expect(stage.ledger.faults).toEqual([]);
  });

  it('answers HEAD like GET', async () => {
    const { cast, ledger } = at();
    for (const letter of LETTERS) {
      const caller = cast.callerOf(letter);
      for (const { id, title } of cast.bookings.filter((_, i) => i % 5 === 0)) {
        const path = `/api/v1/centres/dukou/bookings/${id}`;
        const [head, get] = [await caller.call('HEAD', path), await caller.get(path)];
        const of = ({ status, headers }: Answer): unknown => [status, headers['etag']];
        ledger.compare(`HEAD ${title}, ${letter}`, of(head), of(get));
      }
    }
    expect(ledger.faults).toEqual([]);
  });
}
