import { Command, perform, pickOf, type Model } from './command.js';
import { hoursDocument, wallOf, type RealCentre } from './centre.js';
import { bumped, done, refusedWith, replaced, type Body, type Deed, type Outcome } from './deed.js';
import {
  inTheWay,
  isClosedTwice,
  isInside,
  live,
  QUARTERS_PER_DAY,
  type Hours,
  type Stay,
  type World,
  type ZoneCode,
} from './week.js';

/** A change of rules with a choice for each date it affects; where it runs alone, it is first asked without any. */
abstract class RuleChange extends Command {
  abstract affected(world: World): Stay[];
  abstract deedWith(affected: readonly Stay[]): Deed;

  deed(world: World): Deed {
    return this.deedWith(this.affected(world));
  }

  override async act(model: Model, real: RealCentre): Promise<void> {
    if (this.affected(model.world).length > 0) await perform(this.deedWith([]), model, real);
    await super.act(model, real);
  }
}

const choicesFor = (affected: readonly Stay[], keep: boolean): object[] =>
  affected.map(({ id: occurrence }) =>
    keep ? { occurrence, action: 'keep' } : { occurrence, action: 'cancel', reason: 'The oracle said so' },
  );

/** Carries out the choices when they are about exactly the affected; null otherwise, with what is answered then. */
function chosen(
  world: World,
  { affected, named, then }: { affected: readonly Stay[]; named: readonly Stay[]; then: (stay: Stay) => Stay },
): { after: World } | { refused: Outcome } {
  const ids = affected.map(({ id }) => id);
  const isNamed = (id: string): boolean => named.some((stay) => stay.id === id);
  if (!ids.every(isNamed))
    return {
      refused: refusedWith(world, 409, 'choices-needed', {
        affected: affected.map(({ id, booking }) => `${id} v${world.versions[booking]}`).sort(),
      }),
    };
  if (named.some(({ id }) => !ids.includes(id))) return { refused: refusedWith(world, 400, 'bad-input') };
  const after = { ...world, stays: replaced(world, affected.map(then)) };
  return {
    after: bumped(
      after,
      affected.map(({ booking }) => booking),
    ),
  };
}

const cancelled = (stay: Stay): Stay => ({ ...stay, status: 'cancelled' });

/** Closes a zone; who is in the way is kept inside or cancelled. */
export class Close extends RuleChange {
  constructor(
    private readonly wish: {
      readonly zone: ZoneCode;
      readonly start: { readonly day: number; readonly quarter: number };
      readonly length: number;
      readonly keep: boolean;
    },
  ) {
    super();
  }

  toString = (): string => `close(${JSON.stringify(this.wish)})`;

  affected = (world: World): Stay[] => inTheWay(this.closing(), world);

  deedWith(named: readonly Stay[]): Deed {
    const { zone, keep } = this.wish;
    const closing = this.closing();
    const times = { start: wallOf(closing.from), end: wallOf(closing.to) };
    const body = { zone, ...times, reason: 'Paint', choices: choicesFor(named, keep) };
    return {
      name: this.toString(),
      send: (real) => real.owner.post<Body>(`${real.path}/closures`, body),
      judge: (world) => {
        if (isClosedTwice(closing, world)) return refusedWith(world, 409, 'refused');
        const then = keep ? (stay: Stay) => stay : cancelled;
        const made = chosen(world, { affected: this.affected(world), named, then });
        if ('refused' in made) return made.refused;
        return done(201, ({ id }) => ({ ...made.after, closings: [...world.closings, { ...closing, id }] }));
      },
    };
  }

  private closing(): { zone: ZoneCode; from: number; to: number } {
    const { zone, start, length } = this.wish;
    const from = start.day * QUARTERS_PER_DAY + start.quarter;
    return { zone, from, to: from + length };
  }
}

/** Takes a closure back. */
export class Reopen extends Command {
  constructor(private readonly pick: number) {
    super();
  }

  toString = (): string => `reopen(${this.pick})`;

  deed(world: World): Deed | null {
    const closing = pickOf(world.closings, this.pick);
    if (!closing) return null;
    return {
      name: this.toString(),
      send: (real) => real.owner.post<Body>(`${real.path}/closures/${closing.id}/cancel`, {}, { ifMatch: '*' }),
      judge: (now) => {
        const closings = now.closings.filter(({ id }) => id !== closing.id);
        if (closings.length === now.closings.length) return refusedWith(now, 409, 'conflict');
        return done(200, () => ({ ...now, closings }));
      },
    };
  }
}

/** Gives the centre other hours; whom they leave outside is kept as an exception or cancelled. */
export class ChangeHours extends RuleChange {
  constructor(private readonly wish: { readonly hours: Hours; readonly keep: boolean }) {
    super();
  }

  toString = (): string => `changeHours(${JSON.stringify(this.wish)})`;

  affected = (world: World): Stay[] =>
    live(world).filter((stay) => !stay.kept && isInside(world.hours, stay) && !isInside(this.wish.hours, stay));

  deedWith(named: readonly Stay[]): Deed {
    const { hours, keep } = this.wish;
    const body = { ...hoursDocument(hours), choices: choicesFor(named, keep) };
    return {
      name: this.toString(),
      send: (real) => real.owner.call<Body>('PUT', `${real.path}/hours`, { body, ifMatch: '*' }),
      judge: (world) => {
        const then = keep ? (stay: Stay) => ({ ...stay, kept: true }) : cancelled;
        const made = chosen(world, { affected: this.affected(world), named, then });
        return 'refused' in made ? made.refused : done(200, () => ({ ...made.after, hours }));
      },
    };
  }
}
