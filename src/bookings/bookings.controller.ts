import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiCreatedResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { GuardedRequest, ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { BookingCalls, IdempotencyKey, idOf, send } from './booking.calls.js';
import { BookingDetails } from './booking.details.js';
import { BookingsService } from './bookings.service.js';
import { CancellationsService } from './cancellations.service.js';
import { BookingAnswer, BookingListAnswer, CreatedAnswer } from './dto/booking.answer.js';
import { BookingsQuery, DryRunQuery } from './dto/bookings.queries.js';
import { CreateBookingBody } from './dto/create-booking.body.js';
import { EmptyBody } from './dto/decide.body.js';
import { CancelBookingBody, EditBookingBody } from './dto/edit-booking.body.js';
import { EditedAnswer, EditPreviewAnswer } from './dto/edit.answer.js';
import { CheckAnswer } from './dto/refusal.answer.js';
import { EditsService } from './edits.service.js';
import type { SeenWhole } from './sight.js';
import { ReadingService } from './reading.service.js';

const EDITED_OR_PREVIEW = {
  oneOf: [{ $ref: getSchemaPath(EditedAnswer) }, { $ref: getSchemaPath(EditPreviewAnswer) }],
};

@ApiTags('bookings')
@ApiExtraModels(EditedAnswer, EditPreviewAnswer)
@ApiParam({ name: 'centre', example: 'dukou' })
@Controller('api/v1/centres/:centre/bookings')
export class BookingsController {
  constructor(
    private readonly calls: BookingCalls,
    private readonly bookings: BookingsService,
    private readonly reading: ReadingService,
    private readonly edits: EditsService,
    private readonly cancellations: CancellationsService,
    private readonly details: BookingDetails,
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
    return this.bookings.check(body, this.calls.asking(centre, actor));
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
    return this.calls.once(request, reply, (asking, seal) => this.bookings.create(body, asking, seal));
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
    @Scoped('booking') seen: SeenWhole,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (seen.sight === 'full') void reply.header('etag', etagOf(seen.whole.booking.version));
    return this.details.of(seen, this.calls.asking(centre, actor));
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
    const editing = { ...this.calls.askingOf(request), ifMatch };
    const { whole } = request.scope['booking'] as SeenWhole;
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
    return this.calls.once(request, reply, (asking, seal) =>
      this.cancellations.cancel(idOf(request), body, asking, seal),
    );
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
    return this.calls.once(request, reply, (asking, seal) => this.cancellations.undo(idOf(request), asking, seal));
  }
}
