import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { ApiProblems } from '../platform/http/answers.js';
import { formatInstant } from '../scheduling/time.js';
import type { Actor } from './actor.js';
import { SessionAnswer, SignInBody } from './dto/session.dto.js';
import { CurrentActor, Permit } from './permit.decorator.js';
import type { GuardedRequest } from './scope.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Post()
  @Permit('sessions.create')
  @ApiOperation({ summary: 'Sign in; the session comes as an HttpOnly cookie' })
  @ApiCreatedResponse({ type: SessionAnswer })
  @ApiProblems('login-failed', 'cross-site', 'bad-input', 'too-many-requests')
  async create(
    @Body() body: SignInBody,
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const session = await this.sessions.signIn({ ...body, address: request.ip }, request.actor);
    setSessionCookie(reply, this.settings, session.secret);
    return { user: session.user, expiresAt: formatInstant(session.expiresAt, 'UTC') };
  }

  @Delete('current')
  @Permit('self.write')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'The session has ended and its cookie is cleared.' })
  async remove(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    clearSessionCookie(reply, this.settings);
  }
}
