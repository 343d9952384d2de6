import { Readable } from 'node:stream';
import type { Topic } from './topics.js';

/** More than so many bytes are not kept for a reader that takes none: two hundred events, some minutes. */
const MOST_BYTES = 8192;

/** One open answer of server-sent events. It keeps next to nothing: who does not read in time is cut off. */
export class EventStream {
  readonly readable = new Readable({ highWaterMark: MOST_BYTES, read: () => undefined });

  /** `retryMs`: when a browser whose stream broke comes again. */
  constructor(retryMs: number) {
    this.readable.push(`retry: ${retryMs}\nevent: open\ndata: {}\n\n`);
  }

  /** Says that these may have changed. */
  tell(topics: readonly Topic[]): void {
    if (topics.length > 0) this.push(`event: change\ndata: ${JSON.stringify({ topics })}\n\n`);
  }

  /**
   * A sign of life, so that proxies keep the connection and a browser notices when it is dead; what was sent before the
   * last one must have gone by now.
   */
  beat(): void {
    if (this.readable.readableLength > 0) this.cut();
    else this.push('event: beat\ndata: {}\n\n');
  }

  /** Ends the answer in order. */
  end(): void {
    if (!this.readable.destroyed) this.readable.push(null);
  }

  private push(text: string): void {
    if (this.readable.destroyed || this.readable.readableEnded) return;
    if (this.readable.readableLength + text.length > MOST_BYTES) this.cut();
    else this.readable.push(text);
  }

  private cut(): void {
    this.readable.destroy();
  }
}
