import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiCreatedResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { CurrentActor, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { GuardedRequest, ScopeCentre } from '../accounts/scope.js';
import { Clock } from '../platform/clock.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { idempotentRequest, Idempotency, type KeptAnswer, type Seal } from '../platform/http/idempotency.js';
import { PlanCache } from '../centres/plan.js';
import type { SeenBooking } from './booking.scope.js';
import { BookingsService, type Asking } from './bookings.service.js';
import { CancellationsService } from './cancellations.service.js';
import { DecisionsService } from './decisions.service.js';
import { BookingAnswer, BookingListAnswer, CreatedAnswer } from './dto/booking.answer.js';
import { BookingsQuery, DryRunQuery } from './dto/bookings.queries.js';
import { CreateBookingBody } from './dto/create-booking.body.js';
import { DecideBody, DeclineBody, EmptyBody } from './dto/decide.body.js';
import { CancelBookingBody, EditBookingBody } from './dto/edit-booking.body.js';
import { EditedAnswer, EditPreviewAnswer } from './dto/edit.answer.js';
import { CheckAnswer } from './dto/refusal.answer.js';
import { EditsService } from './edits.service.js';
import { ReadingService } from './reading.service.js';
import { RivalsService } from './rivals.service.js';
import { bookingView } from './views.js';

const IdempotencyKey = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: 'Sent again within 24 hours with the same request, it gives the first answer again and changes nothing.',
  example: '4f1d7c1e-2f0b-4c58-9d1a-1c0f7f3a2b10',
});

const EDITED_OR_PREVIEW = {
  oneOf: [{ $ref: getSchemaPath(EditedAnswer) }, { $ref: getSchemaPath(EditPreviewAnswer) }],
};

@ApiTags('bookings')
@ApiExtraModels(EditedAnswer, EditPreviewAnswer)
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre/bookings')
export class BookingsController {
  constructor(
    private readonly clock: Clock,
    private readonly plans: PlanCache,
    private readonly idempotency: Idempotency,
    private readonly bookings: BookingsService,
    private readonly reading: ReadingService,
    private readonly edits: EditsService,
    private readonly cancellations: CancellationsService,
    private readonly decisions: DecisionsService,
    private readonly rivals: RivalsService,
  ) {}

  @Post('check')
  @HttpCode(200)
  @Permit('bookings.check')
  @ApiOperation({ summary: 'Say whether a booking would be taken, date by date, and why not' })
  @ApiOkResponse({ type: CheckAnswer })
  @ApiProblems('bad-input', 'forbidden')
  check(
    @Body() body: CreateBookingBody,
    @Scoped('centre') centre: ScopeCentre,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return this.bookings.check(body, this.asking(centre, actor));
  }

  @Post()
  @Permit('bookings.create')
  @ApiOperation({ summary: 'Book a zone once or as a series' })
  @IdempotencyKey
  @ApiCreatedResponse({
    type: CreatedAnswer,
    headers: { Location: { schema: { type: 'string' } }, ETag: { schema: { type: 'string' } } },
  })
  @ApiProblems('bad-input', 'forbidden', 'refused', 'key-reused', 'busy')
  create(
    @Body() body: CreateBookingBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(request, reply, (asking, seal) => this.bookings.create(body, asking, seal));
  }

  @Get()
  @Permit('bookings.read')
  @ApiOperation({ summary: 'List bookings as far as you may know of them, by the order they were made in' })
  @ApiOkResponse({ type: BookingListAnswer })
  @ApiProblems('bad-input')
  list(
    @Query() query: BookingsQuery,
    @Scoped('centre') centre: ScopeCentre,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return this.reading.list(query, { centreId: centre.id, actor });
  }

  @Get(':booking')
  @Permit('bookings.read')
  @ApiOperation({ summary: 'One booking with all its dates' })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @ApiOkResponse({ type: BookingAnswer, headers: { ETag: { schema: { type: 'string' } } } })
  async one(
    @Scoped('centre') centre: ScopeCentre,
    @Scoped('booking') seen: SeenBooking,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (seen.sight === 'full') void reply.header('etag', etagOf(seen.whole.booking.version));
    const plan = await this.plans.get(centre.id);
    const rivals = canEverywhere(actor, 'bookings.decide', centre.id) ? await this.rivals.of(plan, seen.whole) : undefined;
    return bookingView(plan, seen.whole, { sight: seen.sight, rivals });
  }

  @Patch(':booking')
  @Permit('bookings.edit')
  @ApiOperation({ summary: 'Change one date, those from one on, or all; with `dryRun` only show the difference' })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @ApiBody({ type: EditBookingBody })
  @ApiOkResponse({ schema: EDITED_OR_PREVIEW })
  @ApiProblems('bad-input', 'forbidden', 'refused', 'conflict', 'busy')
  async edit(
    @Body() body: EditBookingBody,
    @Query() { dryRun }: DryRunQuery,
    @Req() request: GuardedRequest,
    @IfMatch() ifMatch: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const editing = { ...this.askingOf(request), ifMatch };
    const { whole } = request.scope['booking'] as SeenBooking;
    if (dryRun === true) return this.edits.preview(whole.booking.id, body, editing);
    return send(reply, await this.edits.edit(whole.booking.id, body, editing));
  }

  @Post(':booking/cancel')
  @HttpCode(200)
  @Permit('bookings.edit')
  @ApiOperation({ summary: 'Cancel one date, those from one on, or all that are ahead' })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'forbidden', 'conflict', 'key-reused')
  cancel(
    @Body() body: CancelBookingBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(request, reply, (asking, seal) => this.cancellations.cancel(idOf(request), body, asking, seal));
  }

  @Post(':booking/undo-cancel')
  @HttpCode(200)
  @Permit('bookings.edit')
  @ApiOperation({ summary: 'Take the last cancel back, while the places are still free' })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'forbidden', 'refused', 'conflict', 'key-reused')
  undo(
    @Body() _: EmptyBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(request, reply, (asking, seal) => this.cancellations.undo(idOf(request), asking, seal));
  }

  @Post(':booking/approve')
  @HttpCode(200)
  @Permit('bookings.decide')
  @ApiOperation({
    summary: 'Confirm what waits: all of it or the dates named; a standby takes its place from the holder',
  })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'refused', 'conflict', 'key-reused')
  approve(
    @Body() body: DecideBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(request, reply, (asking, seal) => this.decisions.approve(idOf(request), body, asking, seal));
  }

  @Post(':booking/decline')
  @HttpCode(200)
  @Permit('bookings.decide')
  @ApiOperation({ summary: 'Decline what waits, with a reason' })
  @ApiParam({ name: 'booking', description: 'Id of the booking.' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'conflict', 'key-reused')
  decline(
    @Body() body: DeclineBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.once(request, reply, (asking, seal) => this.decisions.decline(idOf(request), body, asking, seal));
  }

  private async once(
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

  private askingOf(request: GuardedRequest): Asking {
    const { centre } = request.scope;
    if (!centre) throw new Error('a route of bookings without a centre in its path');
    return this.asking(centre, request.actor);
  }

  private asking(centre: ScopeCentre, actor: Actor): Asking {
    return { centreId: centre.id, actor, now: this.clock.now() };
  }
}

const idOf = (request: GuardedRequest): string => (request.scope['booking'] as SeenBooking).whole.booking.id;

function send(reply: FastifyReply, answer: KeptAnswer): unknown {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  return answer.body;
}
