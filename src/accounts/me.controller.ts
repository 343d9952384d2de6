import { Body, Controller, Get, Put, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import type { Actor } from './actor.js';
import { ChangePasswordBody, MeAnswer, PasswordChangedAnswer } from './dto/me.dto.js';
import { MeService } from './me.service.js';
import { CurrentActor, IfMatch, Permit } from './permit.decorator.js';
import type { GuardedRequest } from './scope.js';

@ApiTags('me')
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Permit('self.read')
  @ApiOperation({ summary: 'Who I am, my roles and what I may do' })
  @ApiOkResponse({ type: MeAnswer })
  async read(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<MeAnswer> {
    const { version, ...me } = await this.me.read(actor);
    void reply.header('etag', etagOf(version));
    return me;
  }

  @Put('password')
  @Permit('self.write')
  @ApiOperation({ summary: 'Change my password; my other sessions end, my tokens stay' })
  @ApiOkResponse({ type: PasswordChangedAnswer })
  @ApiProblems('bad-input', 'too-many-requests')
  async changePassword(
    @Body() body: ChangePasswordBody,
    @IfMatch() ifMatch: number | null,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasswordChangedAnswer> {
    const change = { ...body, ifMatch, address: request.ip };
    const { version, ...answer } = await this.me.changePassword(request.actor, change);
    void reply.header('etag', etagOf(version));
    return answer;
  }
}
