import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock.js';
import { InjectSettings } from '../config/settings.token.js';
import type { Settings } from '../config/settings.js';
import { Reader } from '../database/reader.js';
import { GapWatch } from './gap-watch.js';
import { readBeginning, readNews, type News } from './outbox.reader.js';

/** Who is told of what was committed since. */
export interface FeedListener {
  /** Never empty; changes of all centres, each once. */
  tell(news: readonly News[]): Promise<void>;
  /** Something was committed of which nothing more is known. */
  tellOfAnything(): void;
}

const EVERY_MS = 500;
/** A statement is given up after the set time, and its connection so long after. */
const SILENCE_MS = 5000;

/**
 * Reads what is new in the outbox, with one query twice a second for the whole process, and only while somebody
 * listens. What writes to the outbox does nothing for it: a NOTIFY would make all commits of PostgreSQL wait in one row.
 */
@Injectable()
export class OutboxFeed {
  private readonly logger = new Logger('OutboxFeed');
  private watch: GapWatch | null = null;
  private starting: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private listener: FeedListener | null = null;
  private isFailing = false;
  /** A beginning that was overtaken by a stop counts for nothing. */
  private round = 0;

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** From when this resolves on the listener is told of every commit. Starting twice is starting once. */
  start(listener: FeedListener): Promise<void> {
    this.listener = listener;
    this.starting ??= this.begin().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    return this.starting;
  }

  stop(): void {
    this.round++;
    clearTimeout(this.timer);
    this.starting = null;
    this.watch = null;
    this.listener = null;
  }

  private async begin(): Promise<void> {
    const { round } = this;
    const { last, missing, mayMiss } = await readBeginning(this.reader);
    if (round !== this.round) return;
    const patienceMs = this.settings.databaseTimeoutSeconds * 1000 + SILENCE_MS;
    this.watch = new GapWatch(last, { patienceMs, at: this.clock.now(), missing, mayMiss });
    this.pollLater(EVERY_MS);
  }

  private pollLater(afterMs: number): void {
    this.timer = setTimeout(() => void this.poll(), afterMs);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    const { watch, listener } = this;
    if (!watch || !listener) return;
    let isAll = true;
    try {
      const read = await readNews(this.reader, watch);
      const isUntold = watch.take(read.numbers, { snapshot: read.snapshot, at: this.clock.now() });
      isAll = read.isAll;
      if (read.news.length > 0) await listener.tell(read.news);
      if (isUntold) listener.tellOfAnything();
      this.isFailing = false;
    } catch (error) {
      this.complain(error);
    }
    if (watch === this.watch) this.pollLater(isAll ? EVERY_MS : 0);
  }

  /** Once for each time that the database is away. */
  private complain(error: unknown): void {
    if (!this.isFailing) this.logger.warn(`No changes can be read: ${String(error)}`);
    this.isFailing = true;
  }
}
