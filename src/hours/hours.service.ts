import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { writeAudit } from '../audit/audit.js';
import { sameJson } from '../centres/same-json.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/sql.js';
import { requireVersion } from '../platform/http/etag.js';
import { writeOutbox } from '../platform/outbox/outbox.js';
import { badInput, notFound } from '../platform/problems/problem.js';
import type { HoursDocument } from '../scheduling/hours.types.js';
import { openSpans } from '../scheduling/hours.js';
import { validateHours } from '../scheduling/hours.validate.js';
import { intersect } from '../scheduling/intervals.js';
import type { Span } from '../scheduling/time.types.js';
import type { Plan, Zone } from '../scheduling/zones.types.js';
import { withinGranted, type Bounded } from './beyond.js';
import { readChoices } from './choices.js';
import type { ChoiceBody } from './dto/choice.body.js';
import { HoursAuthority, type HoursRight } from './hours-authority.js';
import { askCentre, withdrawWaiting } from './hours-requests.store.js';
import { CENTRE_LAYER, hoursView, withDocument } from './hours-view.js';
import { readHours, writeHours, type StoredHours } from './hours.store.js';
import { readPeriod } from '../platform/http/period.js';
import { RuleChanges, type Impact } from './rule-changes.js';
import type { Choice, RuleChange } from './rule-impact.js';
import type { RulesNow } from './world.js';

/** Whose hours: the centre's own, or those of the zone with this code. */
export interface HoursSubject {
  readonly centre: ScopeCentre;
  readonly zone: string | null;
}

export interface HoursChange extends HoursSubject {
  readonly document: object;
  readonly choices: readonly ChoiceBody[];
  readonly ifMatch: number | null;
  readonly actor: Actor;
}

/** Hours as they were written; `request` is what was asked of the centre because it goes beyond them. */
export interface WrittenHours extends StoredHours {
  readonly request?: { readonly id: string; readonly status: 'waiting' };
}

const MAX_OPEN_DAYS = 400;

/** Opening hours of a centre and of its zones, each document read and written whole. */
@Injectable()
export class HoursService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
    private readonly authority: HoursAuthority,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found` for an unknown zone. */
  async read({ centre, zone }: HoursSubject): Promise<StoredHours> {
    const { plan } = await this.rules.now(centre.id);
    return readHours(this.reader, centre.id, layerOf(plan, zone));
  }

  /** When it is really open in a period, after the hours of all zones above. Throws `bad-input` for a bad period. */
  async open({ centre, zone }: HoursSubject, bounds: { from: string; to: string }): Promise<Span[]> {
    const { plan, hours } = await this.rules.now(centre.id);
    const period = readPeriod(bounds, { timeZone: plan.timeZone, maxDays: MAX_OPEN_DAYS });
    const found = zone === null ? null : plan.byCode.get(zone);
    if (found === undefined) throw notFound('such zone');
    const layers = found === null ? [centreLayer(plan, hours.documents.get(CENTRE_LAYER))] : hours.layersOf(found);
    const spans = openSpans({
      layers,
      calendar: hours.calendar,
      from: period.from,
      to: period.to,
      timeZone: plan.timeZone,
    });
    return spans.map((span) => intersect(span, period.span)).filter((span) => span !== null);
  }

  /** What the document would do to bookings. Throws `bad-input` and `stale` as the real change would. */
  async preview(change: HoursChange): Promise<Impact & { document: HoursDocument; asksBeyond?: boolean }> {
    const asked = readDocument(change.document);
    const now = await this.rules.now(change.centre.id);
    const right = await this.rightOf(change, now);
    const layer = layerOf(now.plan, change.zone);
    const before = await readHours(this.reader, change.centre.id, layer);
    requireVersion(change.ifMatch, before.version);
    const { document, asksBeyond } = boundedBy(right, asked, before.document);
    const impact = await this.rules.preview(changeOf(now, layer, document), { actor: change.actor, withSeries: false });
    return { document, ...impact, ...(asksBeyond && { asksBeyond }) };
  }

  /**
   * An operator's document is taken inside the centre's hours; as a whole it becomes a request to the centre when it
   * goes beyond them. Throws `forbidden`, `bad-input`, `stale`, `choices-needed`, or `refused` when a choice can't be
   * carried out.
   */
  async replace(change: HoursChange): Promise<WrittenHours> {
    const asked = readDocument(change.document);
    const choices = readChoices(change.choices, { mayShorten: false });
    const learn = (now: RulesNow): Promise<HoursRight> => this.rightOf(change, now);
    return this.rules.makeKnowing(change.centre.id, learn, async (tx, now, right) => {
      const before = await readHours(tx, change.centre.id, layerOf(now.plan, change.zone));
      requireVersion(change.ifMatch, before.version);
      if (right.by === 'centre') return this.apply(tx, { now, change, choices, before, document: asked });
      requireOwnZones(choices, right.zones, now.plan);
      const bounded = boundedBy(right, asked, before.document);
      const { document } = bounded;
      const unchanged = sameJson(document, before.document);
      const after = unchanged ? before : await this.apply(tx, { now, change, choices, before, document });
      return this.ask(tx, {
        now,
        change,
        after,
        asked: bounded.asksBeyond ? asked : null,
        operatorId: right.operatorId,
      });
    });
  }

  /** Writes a document in the transaction that holds the rules alone, and does to bookings what was chosen. */
  async apply(
    tx: Tx,
    input: {
      readonly now: RulesNow;
      readonly change: HoursSubject & { readonly actor: Actor };
      readonly choices: readonly Choice[];
      readonly before: StoredHours;
      readonly document: HoursDocument;
    },
  ): Promise<StoredHours> {
    const { now, change, choices, before, document } = input;
    const layer = layerOf(now.plan, change.zone);
    const after = { document, version: before.version + 1 };
    await writeHours(tx, { centreId: change.centre.id, layer }, after);
    await this.rules.carryOut(tx, { change: changeOf(now, layer, document), choices, actor: change.actor });
    await this.record(tx, change, { before: before.document, after: document });
    return after;
  }

  private rightOf({ actor, zone }: HoursChange, { plan }: RulesNow): Promise<HoursRight> {
    return this.authority.rightOf(actor, zoneOf(plan, zone), plan);
  }

  /** What an operator asked for before is over either way; `asked` is null when it asks for nothing beyond now. */
  private async ask(
    tx: Tx,
    input: { now: RulesNow; change: HoursChange; after: StoredHours; asked: HoursDocument | null; operatorId: string },
  ): Promise<WrittenHours> {
    const { now, change, after, asked, operatorId } = input;
    const zone = zoneOf(now.plan, change.zone);
    if (!zone) return after;
    const place = {
      centreId: change.centre.id,
      zoneId: zone.id,
      zone: zone.code,
      actor: change.actor,
      at: this.clock.now(),
    };
    await withdrawWaiting(tx, place);
    if (!asked) return after;
    const id = await askCentre(tx, { ...place, operatorId, document: asked, onVersion: after.version });
    return { ...after, request: { id, status: 'waiting' } };
  }

  private async record(
    tx: Tx,
    { centre, zone, actor }: HoursSubject & { readonly actor: Actor },
    change: { before: HoursDocument; after: HoursDocument },
  ): Promise<void> {
    const at = this.clock.now();
    const subjectId = zone ?? centre.slug;
    const subjectKind = zone === null ? 'centre' : 'zone';
    await writeAudit(tx, {
      centreId: centre.id,
      at,
      actor,
      action: 'hours.changed',
      subjectKind,
      subjectId,
      ...change,
    });
    await writeOutbox(tx, { centreId: centre.id, at, kind: 'hours.changed', subjectId, payload: { zone } });
  }
}

function readDocument(document: object): HoursDocument {
  const faults = validateHours(document);
  if (faults.length > 0) throw badInput(faults);
  return document;
}

/** Null stands for the centre itself. */
function zoneOf(plan: Plan, code: string | null): Zone | null {
  if (code === null) return null;
  const zone = plan.byCode.get(code);
  if (!zone) throw notFound('such zone');
  return zone;
}

const layerOf = (plan: Plan, code: string | null): number => zoneOf(plan, code)?.id ?? CENTRE_LAYER;

const boundedBy = ({ by }: HoursRight, asked: HoursDocument, standing: HoursDocument): Bounded =>
  by === 'centre' ? { document: asked, asksBeyond: false } : withinGranted(asked, standing);

/** An operator moves bookings only within what it runs: elsewhere others decide who gets a place. */
function requireOwnZones(choices: readonly Choice[], zones: ReadonlySet<number>, plan: Plan): void {
  const faults = choices.flatMap((choice, index) => {
    if (choice.action !== 'move' || choice.zone === undefined) return [];
    const zone = plan.byCode.get(choice.zone);
    if (!zone || zones.has(zone.id)) return [];
    return [
      {
        pointer: `/choices/${index}/zone`,
        detail: `${choice.zone} is not run by your operator; choose a zone of yours`,
      },
    ];
  });
  if (faults.length > 0) throw badInput(faults);
}

function changeOf({ plan, hours }: RulesNow, layer: number, document: HoursDocument): RuleChange {
  const hoursAfter = hoursView(plan, withDocument(hours.documents, layer, document), hours.calendar);
  return { centreId: plan.centreId, plan, hoursBefore: hours, hoursAfter };
}

const centreLayer = (plan: Plan, document: HoursDocument = {}) => ({ code: plan.slug, document });
