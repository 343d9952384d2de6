import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Actor } from '../accounts/actor.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { grouped } from '../platform/grouped.js';
import { OutboxFeed, type FeedListener } from '../platform/outbox/outbox.feed.js';
import type { News } from '../platform/outbox/outbox.reader.js';
import { Problem } from '../platform/problems/problem.js';
import { EventStream } from './event-stream.js';
import { NoticeReaders } from './notice-readers.js';
import { hearingOf, heardOf, mattersOf, TOPICS, type Hearing, type Matter } from './topics.js';

/** One person with some windows open, or with some screens on walls. */
const MOST_A_PERSON = 20;
/** A whole centre sits behind one address. */
const MOST_AN_ADDRESS = 250;
const BEAT_MS = 20_000;
/** A browser whose stream broke waits about so long; all at once after a restart would be a rush. */
const RETRY_MS = { least: 2000, more: 4000 };
const AGAIN_SECONDS = 60;

/** Who wants to hear of a centre. `again` tells who it is by now, or throws when they may not even ask any more. */
export interface Visit {
  readonly centreId: number;
  readonly actor: Actor;
  readonly address: string;
  readonly again: () => Promise<Actor>;
}

interface Listener extends Omit<Visit, 'actor'> {
  readonly stream: EventStream;
  actor: Actor;
  hearing: Hearing;
}

/** All open streams of this process: how many there may be, what each is told, and whether it still may be. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown, FeedListener {
  private readonly logger = new Logger('EventStreams');
  private readonly listeners = new Set<Listener>();
  private beating: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(
    private readonly feed: OutboxFeed,
    private readonly noticeReaders: NoticeReaders,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  get size(): number {
    return this.listeners.size;
  }

  /** What to answer with. Every commit after its first line is told. Throws `too-many-requests` when there are too many. */
  async open(visit: Visit): Promise<Readable> {
    this.requireRoom(visit);
    const stream = new EventStream(Math.round(RETRY_MS.least + Math.random() * RETRY_MS.more));
    const listener = { ...visit, stream, hearing: hearingOf(visit.actor, visit.centreId) };
    this.listeners.add(listener);
    stream.readable.once('close', () => this.leave(listener));
    try {
      await this.feed.start(this);
    } catch (error) {
      stream.readable.destroy();
      throw error;
    }
    this.beating ??= setInterval(() => void this.beat(), BEAT_MS).unref();
    return stream.readable;
  }

  /** Who is told of notices that turn out not to be new has read in vain; who is not told would wait. */
  async tell(news: readonly News[]): Promise<void> {
    await this.recheck((listener) => news.some((one) => concerns(one, listener)));
    for (const [centreId, ofCentre] of grouped(news, (one) => one.centreId)) {
      const listening = [...this.listeners].filter((listener) => listener.centreId === centreId);
      if (listening.length === 0) continue;
      const matters = distinct(ofCentre.flatMap(mattersOf));
      const people = new Set(listening.map(({ actor }) => actor.id).filter((id) => id !== ''));
      const told = await this.noticeReaders.among(people, { centreId, news: ofCentre }).catch(() => people);
      for (const { stream, hearing, actor } of listening) {
        const topics = heardOf(hearing, matters);
        stream.tell(told.has(actor.id) ? [...topics, 'notices'] : topics);
      }
    }
  }

  tellOfAnything(): void {
    for (const { stream, hearing } of this.listeners) {
      stream.tell(TOPICS.filter((topic) => hearing.everywhere.has(topic) || hearing.ofOwn.has(topic)));
    }
  }

  /** Sends a sign of life, and ends the streams of sessions that have ended; new rights hold from here on. */
  async beat(): Promise<void> {
    for (const { stream } of [...this.listeners]) stream.beat();
    await this.recheck(({ actor }) => actor.kind !== 'anonymous');
  }

  /** Before the server stops listening, so that no open stream holds it up. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const { stream } of [...this.listeners]) stream.end();
    this.rest();
  }

  private requireRoom({ actor, address }: Visit): void {
    if (this.isClosing) throw new Problem('busy', 'The server is being stopped.', { retryAfterSeconds: 5 });
    const all = [...this.listeners];
    const isAnonymous = actor.kind === 'anonymous';
    const same = isAnonymous
      ? all.filter((other) => other.actor.kind === 'anonymous' && other.address === address)
      : all.filter((other) => other.actor.id === actor.id);
    const isFull = all.length >= this.settings.eventStreams;
    if (!isFull && same.length < (isAnonymous ? MOST_AN_ADDRESS : MOST_A_PERSON)) return;
    throw new Problem('too-many-requests', 'Too many listen already. Read now and then instead.', {
      retryAfterSeconds: AGAIN_SECONDS,
    });
  }

  private async recheck(isMeant: (listener: Listener) => boolean): Promise<void> {
    for (const listener of [...this.listeners].filter(isMeant)) {
      try {
        const actor = await listener.again();
        if (actor.id !== listener.actor.id) listener.stream.end();
        listener.actor = actor;
        listener.hearing = hearingOf(actor, listener.centreId);
      } catch (error) {
        if (error instanceof Problem && error.code === 'sign-in-required') listener.stream.end();
        else this.logger.debug(`Who listens could not be looked up: ${String(error)}`);
      }
    }
  }

  private leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.rest();
  }

  private rest(): void {
    clearInterval(this.beating);
    this.beating = undefined;
    this.feed.stop();
  }
}

/** Whether a change may be one of what this person is or may do. */
function concerns({ kind, subjectId }: News, { actor }: Listener): boolean {
  if (kind.startsWith('person.')) return subjectId === actor.id;
  return kind.startsWith('operator.') && actor.operators.some(({ operatorId }) => operatorId === subjectId);
}

const distinct = (matters: readonly Matter[]): Matter[] => [
  ...new Map(matters.map((matter) => [`${matter.topic} ${matter.operator ?? ''}`, matter])).values(),
];
