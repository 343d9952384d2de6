import { belongsTo, operatorsAt, type Actor } from '../accounts/actor.js';
import { can, canEverywhere, type Permission } from '../accounts/permissions.js';
import type { News } from '../platform/outbox/outbox.reader.js';

/**
 * What a screen may have to read again. An event says no more than this, and the reading that follows is made with the
 * reader's own rights: when and where something changed, and whether they may see it at all, is told by that answer.
 */
export const TOPICS = ['schedule', 'rules', 'bookings', 'notices', 'hours-requests', 'operators', 'people'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Who hears of a topic: everybody, as everybody sees the timetable; who holds a permission there; of `notices` only
 * whose notices they are. Of other operators' affairs an operator's people hear nothing.
 */
const HEARD_WITH: Readonly<Record<Exclude<Topic, 'notices'>, Permission | null>> = {
  schedule: null,
  rules: null,
  bookings: 'bookings.read',
  'hours-requests': 'hours-requests.read',
  operators: 'operators.read',
  people: 'people.read',
};
const OF_ONE_OPERATOR: ReadonlySet<Topic> = new Set(['hours-requests', 'operators']);

/** By the first part of a change's kind. Standing units take places, so an agreement changes what is free. */
const TOPICS_OF: Readonly<Record<string, readonly Topic[]>> = {
  booking: ['schedule', 'bookings'],
  closure: ['schedule', 'rules'],
  hours: ['schedule', 'rules'],
  'hours-request': ['hours-requests'],
  calendar: ['schedule', 'rules'],
  zones: ['schedule', 'rules'],
  centre: ['rules'],
  agreement: ['schedule', 'operators'],
  operator: ['operators'],
  person: ['people'],
};

/** Something that changed, and of which operator it is when it is the business of one. */
export interface Matter {
  readonly topic: Topic;
  readonly operator: string | null;
}

export function mattersOf({ kind, payload }: Pick<News, 'kind' | 'payload'>): Matter[] {
  const topics = TOPICS_OF[kind.split('.')[0] ?? ''] ?? [];
  if (!topics.some((topic) => OF_ONE_OPERATOR.has(topic))) return topics.map((topic) => ({ topic, operator: null }));
  const { operator } = JSON.parse(payload) as { operator?: unknown };
  return topics.map((topic) => ({ topic, operator: typeof operator === 'string' ? operator : null }));
}

/** What one listener may hear of a centre, worked out when they come and whenever their rights are looked at again. */
export interface Hearing {
  readonly everywhere: ReadonlySet<Topic>;
  /** Topics of which they hear only what is of their own operators. */
  readonly ofOwn: ReadonlySet<Topic>;
  readonly operators: ReadonlySet<string>;
}

export function hearingOf(actor: Actor, centreId: number): Hearing {
  const everywhere = new Set<Topic>();
  const ofOwn = new Set<Topic>();
  for (const topic of TOPICS) {
    if (topic === 'notices') {
      if (belongsTo(actor, centreId)) ofOwn.add(topic);
      continue;
    }
    const permission = HEARD_WITH[topic];
    if (permission !== null && !can(actor, permission, centreId)) continue;
    const isBounded = OF_ONE_OPERATOR.has(topic) && permission !== null && !canEverywhere(actor, permission, centreId);
    (isBounded ? ofOwn : everywhere).add(topic);
  }
  return { everywhere, ofOwn, operators: new Set(operatorsAt(actor, centreId).map(({ code }) => code)) };
}

/** What they hear of these, each topic once and in the order of the list. */
export function heardOf({ everywhere, ofOwn, operators }: Hearing, matters: readonly Matter[]): Topic[] {
  const heard = new Set(
    matters
      .filter(({ topic, operator }) => everywhere.has(topic) || (ofOwn.has(topic) && operators.has(operator ?? '')))
      .map(({ topic }) => topic),
  );
  return TOPICS.filter((topic) => heard.has(topic));
}
