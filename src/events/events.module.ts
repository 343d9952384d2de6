import { Module } from '@nestjs/common';
import { OutboxFeed } from '../platform/outbox/outbox.feed.js';
import { EventStreams } from './event-streams.js';
import { EventsController } from './events.controller.js';
import { NoticeReaders } from './notice-readers.js';

/** Tells screens that something has changed, from the outbox. */
@Module({ controllers: [EventsController], providers: [EventStreams, NoticeReaders, OutboxFeed] })
export class EventsModule {}
