import { Injectable } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import type { GuardedRequest, ScopeCentre } from '../accounts/scope.js';
import { Clock } from '../platform/clock.js';
import { idempotentRequest, Idempotency, type KeptAnswer, type Seal } from '../platform/http/idempotency.js';
import type { Asking } from './bookings.service.js';
import type { SeenWhole } from './sight.js';

/** Documents the header of calls that may be sent again. */
export const IdempotencyKey = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'Sent again within 24 hours with the same request, it gives the first answer again and changes nothing.',
  example: '4f1d7c1e-2f0b-4c58-9d1a-1c0f7f3a2b10',
});

/** What all calls about bookings have in common: who asks when, and that a repeated one is done once. */
@Injectable()
export class BookingCalls {
  constructor(
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
  ) {}

  async once(
    request: GuardedRequest,
    reply: FastifyReply,
    work: (asking: Asking, seal: Seal) => Promise<KeptAnswer>,
  ): Promise<unknown> {
    const asking = this.askingOf(request);
    const keyed = idempotentRequest({
      header: request.headers['idempotency-key'],
      actorId: asking.actor.id,
      method: request.method,
      url: request.url,
      body: request.body,
    });
    return send(reply, await this.idempotency.once(keyed, (seal) => work(asking, seal)));
  }

  askingOf(request: GuardedRequest): Asking {
    const { centre } = request.scope;
    if (!centre) throw new Error('a route of bookings without a centre in its path');
    return this.asking(centre, request.actor);
  }

  asking(centre: ScopeCentre, actor: Actor): Asking {
    return { centreId: centre.id, actor, now: this.clock.now() };
  }
}

export const idOf = (request: GuardedRequest): string => (request.scope['booking'] as SeenWhole).whole.booking.id;

export function send(reply: FastifyReply, answer: KeptAnswer): unknown {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  return answer.body;
}
