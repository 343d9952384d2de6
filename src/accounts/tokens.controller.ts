import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../platform/http/answers.js';
import { formatInstant } from '../scheduling/time.js';
import type { Actor } from './actor.js';
import { NewTokenAnswer, NewTokenBody, TokenAnswer, TokenListAnswer } from './dto/token.dto.js';
import { CurrentActor, Permit, Scoped } from './permit.decorator.js';
import { TokensService, type Token } from './tokens.service.js';

@ApiTags('tokens')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Permit('self.read')
  @ApiOperation({ summary: 'My personal tokens, without their secrets' })
  @ApiOkResponse({ type: TokenListAnswer })
  async list(@CurrentActor() actor: Actor): Promise<TokenListAnswer> {
    return { items: (await this.tokens.list(actor)).map(toAnswer) };
  }

  @Post()
  @Permit('self.write')
  @ApiOperation({ summary: 'Make a personal token; its secret is shown only once' })
  @ApiCreatedResponse({ type: NewTokenAnswer })
  @ApiProblems('bad-input', 'conflict')
  async create(@CurrentActor() actor: Actor, @Body() { name }: NewTokenBody): Promise<NewTokenAnswer> {
    const { secret, ...token } = await this.tokens.create(actor, name);
    return { ...toAnswer(token), token: secret };
  }

  @Delete(':token')
  @Permit('self.write')
  @HttpCode(204)
  @ApiParam({ name: 'token', type: String, description: 'Id of the token.' })
  @ApiOperation({ summary: 'Delete one of my tokens; it stops working at once' })
  @ApiNoContentResponse({ description: 'The token is gone.' })
  async remove(@CurrentActor() actor: Actor, @Scoped('token') token: Token): Promise<void> {
    await this.tokens.remove(actor, token);
  }
}

const toAnswer = ({ id, name, createdAt }: Token): TokenAnswer => ({
  id,
  name,
  createdAt: formatInstant(createdAt, 'UTC'),
});
