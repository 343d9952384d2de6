import type { Answer } from '../../support/app.js';
import { routesOf, type ApiDocument, type Route } from '../document.js';
import { LETTERS } from '../route-table.js';
import { secretsOf, type Secret } from '../visibility.js';
import { createIsolationCast, type IsolationCast } from './cast.js';
import { Ledger } from './ledger.js';
import { Shapes } from './shape.js';
import { PROBLEM } from './shapes.js';

export const NO_SUCH = '01990000-0000-7000-8000-000000000000';
/** People of another centre. */
export const OUTSIDERS = ['F', 'f'];
/** Whoever has to do with the centre. */
export const INSIDERS = LETTERS.filter((letter) => letter !== '-' && !OUTSIDERS.includes(letter));
/** A caller from another machine, so that nothing is allowed for being on this one. */
export const FROM_AFAR = { 'x-forwarded-for': '203.0.113.5' };

export type Fields = Record<string, unknown>;

/** One world for all parts of the matrix, since making it costs as much as asking it a thousand times. */
export class Stage {
  ledger = new Ledger();
  readonly total = { cells: 0, searched: 0 };
  private readonly secrets = new Map<string, Secret[]>();

  private constructor(
    readonly cast: IsolationCast,
    readonly routes: readonly Route[],
    readonly shapes: Shapes,
  ) {}

  static async open(): Promise<Stage> {
    const cast = await createIsolationCast();
    const { body } = await cast.anonymous.get<ApiDocument>('/api/openapi.json');
    return new Stage(cast, routesOf(body), new Shapes(body));
  }

  begin(): void {
    this.ledger = new Ledger();
  }

  end(): void {
    this.total.cells += this.ledger.cells;
    this.total.searched += this.ledger.searched;
  }

  close(): Promise<void> {
    const cells = this.total.cells + this.shapes.cells;
    const searched = `answers searched ${this.total.searched} times for what they must not say`;
    console.log(`isolation matrix: ${cells} cells checked, ${searched}`);
    return this.cast.close();
  }

  /** No answer tells more of any booking than the one who asked may know, and each has the fields that the table gives. */
  look(what: string, letter: string, answer: Answer): void {
    this.scan(what, letter, answer);
    if (answer.status >= 400) this.problem(`${what}, ${letter}`, answer);
  }

  /** The fields of an answer of this route, all the way down. */
  shape(route: Route, letter: string, answer: Answer): void {
    const names = this.shapes.namesOf(route, answer.status);
    if (names.length === 0) return;
    const faults = this.shapes.faults({ names, reader: letter, body: answer.body });
    this.ledger.add(`${route.name}, ${letter}`, faults);
  }

  private scan(what: string, letter: string, { text, headers }: Answer): void {
    const said = text + JSON.stringify(headers);
    const secrets = this.secrets.get(letter) ?? this.hiddenFrom(letter);
    this.secrets.set(letter, secrets);
    this.ledger.searched += secrets.length;
    for (const { text: secret, what: kind } of secrets) {
      if (said.includes(secret)) this.ledger.faults.push(`${what}, ${letter}: gives away the ${kind} ${secret}`);
    }
  }

  private hiddenFrom(letter: string): Secret[] {
    const viewer = this.cast.viewerOf(letter);
    const isOfFar = OUTSIDERS.includes(letter) || letter === 'O';
    const known = [...this.cast.bookings, ...(isOfFar ? [] : [this.cast.farBooking])];
    return known.flatMap((booking) => secretsOf(viewer, booking));
  }

  /** A refusal to do something says what and why, and of things nothing but what the caller may read elsewhere. */
  private problem(what: string, { status, body }: Answer): void {
    if (status === 409) return;
    const more = ['errors' in body ? 'errors' : [], 'version' in body ? 'version' : []].flat();
    this.ledger.fields(`${what}, refused`, body, [...PROBLEM, ...(status === 400 || status === 412 ? more : [])]);
  }
}

/** Opens the stage for a file of tests and gives the way to it. */
export function withStage(): () => Stage {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  }, 180_000);
  beforeEach(() => stage.begin());
  afterEach(() => stage.end());
  afterAll(() => stage.close());
  return () => stage;
}
