import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actors } from '../accounts/actors.js';
import { Permit, Scoped } from '../accounts/permit.decorator.js';
import type { GuardedRequest, ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { EventStreams } from './event-streams.js';

const EXAMPLE = `retry: 4000
event: open
data: {}

event: change
data: {"topics":["schedule","bookings"]}
`;

@ApiTags('events')
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre/events')
export class EventsController {
  constructor(
    private readonly actors: Actors,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Permit('events.read')
  @ApiOperation({
    summary: 'Server-sent events: what may have changed, so that it can be read again',
    description:
      'An event names topics, never contents: `schedule`, `rules` (zones, hours, closures), and for those who may know ' +
      'of them `bookings`, `notices` (their own), `hours-requests`, `operators` and `people`. Nothing is repeated: after ' +
      '`open`, also of a stream that was opened again, read everything once.',
  })
  @ApiOkResponse({
    description: 'A stream that does not end by itself.',
    content: { 'text/event-stream': { schema: { type: 'string', example: EXAMPLE } } },
  })
  @ApiProblems('too-many-requests')
  async events(
    @Req() request: GuardedRequest,
    @Scoped('centre') centre: ScopeCentre,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor, ip: address, headers, cookies } = request;
    void reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no');
    if (request.method === 'HEAD') return void (await reply.send());
    const again = () => this.actors.identify({ headers, cookies });
    const stream = await this.streams.open({ centreId: centre.id, actor, address, again });
    void reply.header('connection', 'close').send(stream);
  }
}
