import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permit } from '../accounts/permit.decorator.js';
import type { GuardedRequest } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { AcceptanceService } from './acceptance.service.js';
import { BookingCalls, IdempotencyKey, idOf } from './booking.calls.js';
import { DecisionsService } from './decisions.service.js';
import { BookingAnswer } from './dto/booking.answer.js';
import { DecideBody, DeclineBody, EmptyBody } from './dto/decide.body.js';
import { AnswerProposalBody, CounterBody } from './dto/proposal.body.js';
import { ProposalsService } from './proposals.service.js';

/** The way of a request: taken in at the front desk, decided in the back office or by who runs the zone. */
@ApiTags('requests')
@ApiParam({ name: 'centre', example: 'dukou' })
@ApiParam({ name: 'booking', description: 'Id of the booking.' })
@Controller('api/v1/centres/:centre/bookings/:booking')
export class RequestsController {
  constructor(
    private readonly calls: BookingCalls,
    private readonly acceptance: AcceptanceService,
    private readonly decisions: DecisionsService,
    private readonly proposals: ProposalsService,
  ) {}

  @Post('accept')
  @HttpCode(200)
  @Permit('bookings.accept')
  @ApiOperation({ summary: 'Take a request in at the front desk; deciding it is another matter' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'conflict', 'key-reused')
  accept(
    @Body() _: EmptyBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.acceptance.accept(idOf(request), asking, seal));
  }

  @Post('approve')
  @HttpCode(200)
  @Permit('bookings.decide')
  @ApiOperation({
    summary: 'Confirm what waits: all of it or the dates named; a standby takes its place from the holder',
  })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'refused', 'conflict', 'key-reused')
  approve(
    @Body() body: DecideBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.decisions.approve(idOf(request), body, asking, seal));
  }

  @Post('decline')
  @HttpCode(200)
  @Permit('bookings.decide')
  @ApiOperation({ summary: 'Decline what waits, with a reason' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'conflict', 'key-reused')
  decline(
    @Body() body: DeclineBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.decisions.decline(idOf(request), body, asking, seal));
  }

  @Post('counter')
  @HttpCode(200)
  @Permit('bookings.decide')
  @ApiOperation({ summary: 'Propose another place: the dates lie there until the asker answers or time runs out' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'refused', 'conflict', 'key-reused', 'busy')
  counter(
    @Body() body: CounterBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.proposals.counter(idOf(request), body, asking, seal));
  }

  @Post('proposal/accept')
  @HttpCode(200)
  @Permit('bookings.edit')
  @ApiOperation({ summary: 'Take what is proposed: the dates are confirmed where they lie' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'forbidden', 'conflict', 'key-reused')
  acceptProposal(
    @Body() body: AnswerProposalBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.proposals.accept(idOf(request), body, asking, seal));
  }

  @Post('proposal/decline')
  @HttpCode(200)
  @Permit('bookings.edit')
  @ApiOperation({ summary: 'Decline it: the dates go back where they were asked for, if that is still free' })
  @IdempotencyKey
  @ApiOkResponse({ type: BookingAnswer })
  @ApiProblems('bad-input', 'forbidden', 'conflict', 'key-reused')
  declineProposal(
    @Body() body: AnswerProposalBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.calls.once(request, reply, (asking, seal) => this.proposals.decline(idOf(request), body, asking, seal));
  }
}
