import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { PageQuery, type Page } from '../platform/http/page.js';
import { formatInstant } from '../scheduling/time.js';
import {
  ChangeMemberBody,
  InvitationListAnswer,
  IssuedInvitationAnswer,
  MemberAnswer,
  MemberListAnswer,
  NewInvitationBody,
} from './dto/member.dto.js';
import type { Invitation } from './invitation.store.js';
import { InvitationsService } from './invitations.service.js';
import { MembersService } from './members.service.js';
import type { Member, Operator } from './operator.store.js';

@ApiTags('operators')
@Controller('api/v1/centres/:centre/operators/:operator')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: InvitationsService,
  ) {}

  @Get('members')
  @Permit('operators.members')
  @ApiOperation({ summary: 'Who acts for the operator, by login' })
  @ApiOkResponse({ type: MemberListAnswer })
  @ApiProblems('bad-input')
  list(
    @CurrentActor() actor: Actor,
    @Scoped('operator') operator: Operator,
    @Query() query: PageQuery,
  ): Promise<Page<Member>> {
    return this.members.list({ actor, operator }, query);
  }

  @Patch('members/:member')
  @Permit('operators.members')
  @ApiOperation({ summary: 'Give a member the other role' })
  @ApiOkResponse({ type: MemberAnswer })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @CurrentActor() actor: Actor,
    @Scoped('operator') operator: Operator,
    @Scoped('member') member: Member,
    @IfMatch() ifMatch: number | null,
    @Body() { role }: ChangeMemberBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Member> {
    const changed = await this.members.change({ actor, operator, member }, role, ifMatch);
    void reply.header('etag', etagOf(changed.version));
    return changed;
  }

  @Delete('members/:member')
  @Permit('operators.members')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a person’s membership away; the account stays' })
  @ApiNoContentResponse({ description: 'The person no longer acts for the operator.' })
  @ApiProblems('conflict')
  async remove(
    @CurrentActor() actor: Actor,
    @Scoped('operator') operator: Operator,
    @Scoped('member') member: Member,
  ): Promise<void> {
    await this.members.remove({ actor, operator, member });
  }

  @Get('invitations')
  @Permit('operators.members')
  @ApiOperation({ summary: 'Invitations that can still be taken up' })
  @ApiOkResponse({ type: InvitationListAnswer })
  async open(
    @CurrentActor() actor: Actor,
    @CurrentCentre() { timeZone }: ScopeCentre,
    @Scoped('operator') operator: Operator,
  ): Promise<object> {
    const items = await this.invitations.list({ actor, operator });
    return {
      items: items.map(({ id, role, label, createdAt, expiresAt }) => ({
        ...{ id, role, label },
        createdAt: formatInstant(createdAt, timeZone),
        expiresAt: formatInstant(expiresAt, timeZone),
      })),
    };
  }

  @Post('invitations')
  @Permit('operators.members')
  @ApiOperation({ summary: 'Invite somebody: a one-time link to join, shown only now' })
  @ApiCreatedResponse({ type: IssuedInvitationAnswer })
  @ApiProblems('bad-input', 'conflict')
  async invite(
    @CurrentActor() actor: Actor,
    @CurrentCentre() { timeZone }: ScopeCentre,
    @Scoped('operator') operator: Operator,
    @Body() body: NewInvitationBody,
  ): Promise<IssuedInvitationAnswer> {
    const { id, url, expiresAt } = await this.invitations.issue({ actor, operator }, body);
    return { id, url, expiresAt: formatInstant(expiresAt, timeZone) };
  }

  @Delete('invitations/:invitation')
  @Permit('operators.members')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an invitation that was not taken up' })
  @ApiNoContentResponse({ description: 'Its link no longer works.' })
  async revoke(
    @CurrentActor() actor: Actor,
    @Scoped('operator') operator: Operator,
    @Scoped('invitation') invitation: Invitation,
  ): Promise<void> {
    await this.invitations.revoke({ actor, operator }, invitation);
  }
}
