import { Injectable } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { writeAudit } from '../audit/audit.js';
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
import type { Plan } from '../scheduling/zones.types.js';
import { readChoices } from './choices.js';
import type { ChoiceBody } from './dto/choice.body.js';
import { CENTRE_LAYER, hoursView, withDocument } from './hours-view.js';
import { readHours, writeHours, type StoredHours } from './hours.store.js';
import { readPeriod } from '../platform/http/period.js';
import { RuleChanges, type Impact } from './rule-changes.js';
import type { RuleChange } from './rule-impact.js';
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

const MAX_OPEN_DAYS = 400;

/** Opening hours of a centre and of its zones, each document read and written whole. */
@Injectable()
export class HoursService {
  constructor(
    private readonly reader: Reader,
    private readonly rules: RuleChanges,
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
  async preview(change: HoursChange): Promise<Impact & { document: HoursDocument }> {
    const document = readDocument(change.document);
    const now = await this.rules.now(change.centre.id);
    const layer = layerOf(now.plan, change.zone);
    requireVersion(change.ifMatch, (await readHours(this.reader, change.centre.id, layer)).version);
    const ruleChange = changeOf(now, layer, document);
    return { document, ...(await this.rules.preview(ruleChange, { actor: change.actor, withSeries: false })) };
  }

  /** Throws `bad-input`, `stale`, `choices-needed`, or `refused` when a choice can't be carried out. */
  async replace(change: HoursChange): Promise<StoredHours> {
    const document = readDocument(change.document);
    const choices = readChoices(change.choices, { mayShorten: false });
    const centreId = change.centre.id;
    return this.rules.make(centreId, async (tx, now) => {
      const layer = layerOf(now.plan, change.zone);
      const before = await readHours(tx, centreId, layer);
      requireVersion(change.ifMatch, before.version);
      const after = { document, version: before.version + 1 };
      await writeHours(tx, { centreId, layer }, after);
      await this.rules.carryOut(tx, { change: changeOf(now, layer, document), choices, actor: change.actor });
      await this.record(tx, change, { before: before.document, after: document });
      return after;
    });
  }

  private async record(
    tx: Tx,
    { centre, zone, actor }: HoursChange,
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

function layerOf(plan: Plan, zone: string | null): number {
  if (zone === null) return CENTRE_LAYER;
  const found = plan.byCode.get(zone);
  if (!found) throw notFound('such zone');
  return found.id;
}

function changeOf({ plan, hours }: RulesNow, layer: number, document: HoursDocument): RuleChange {
  const hoursAfter = hoursView(plan, withDocument(hours.documents, layer, document), hours.calendar);
  return { centreId: plan.centreId, plan, hoursBefore: hours, hoursAfter };
}

const centreLayer = (plan: Plan, document: HoursDocument = {}) => ({ code: plan.slug, document });
