import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { UserAnswer } from '../accounts/dto/session.dto.js';
import { CurrentActor, Permit } from '../accounts/permit.decorator.js';
import { ApiProblems } from '../platform/http/answers.js';
import { InvitedAccountBody, OpenInvitationAnswer } from './dto/member.dto.js';
import type { OpenInvitation } from './invitation.store.js';
import { JoiningService } from './joining.service.js';

@ApiTags('operators')
@Controller('api/v1/invitations/:secret')
export class JoiningController {
  constructor(private readonly joining: JoiningService) {}

  @Get()
  @Permit('links.use')
  @ApiOperation({ summary: 'What an invitation is into; used, revoked and expired ones are not found' })
  @ApiOkResponse({ type: OpenInvitationAnswer })
  async look(@Param('secret') secret: string): Promise<OpenInvitationAnswer> {
    return shown(await this.joining.look(secret));
  }

  @Post('accept')
  @Permit('self.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Join with the account you are signed in with' })
  @ApiOkResponse({ type: OpenInvitationAnswer })
  @ApiProblems('conflict', 'cross-site')
  async accept(@CurrentActor() actor: Actor, @Param('secret') secret: string): Promise<OpenInvitationAnswer> {
    return shown(await this.joining.accept(actor, secret));
  }

  @Post('account')
  @Permit('links.use')
  @ApiOperation({ summary: 'Make an account and join with it; sign in next' })
  @ApiCreatedResponse({ type: UserAnswer })
  @ApiProblems('bad-input', 'conflict', 'cross-site')
  createAccount(@Param('secret') secret: string, @Body() body: InvitedAccountBody): Promise<UserAnswer> {
    return this.joining.createAccount(secret, body);
  }
}

const shown = (open: OpenInvitation): OpenInvitationAnswer => {
  const { centre, centreName, centreNameEn, operator, operatorName, operatorNameEn, role } = open;
  return { centre, centreName, centreNameEn, operator, operatorName, operatorNameEn, role };
};
