import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblems } from '../platform/http/answers.js';
import { FirstOwnerBody, LinkPasswordBody, OpenLinkAnswer } from './dto/link.dto.js';
import { UserAnswer } from './dto/session.dto.js';
import { LinksService } from './links.service.js';
import { Permit } from './permit.decorator.js';

@ApiTags('links')
@ApiParam({ name: 'secret', type: String, description: 'The last part of the link’s path.' })
@Controller('api/v1/links/:secret')
export class LinksController {
  constructor(private readonly links: LinksService) {}

  @Get()
  @Permit('links.use')
  @ApiOperation({ summary: 'What a one-time link is for; used and expired ones are not found' })
  @ApiOkResponse({ type: OpenLinkAnswer })
  look(@Param('secret') secret: string): Promise<OpenLinkAnswer> {
    return this.links.look(secret);
  }

  @Post('password')
  @Permit('links.use')
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a password with a one-time link; all sessions of the person end' })
  @ApiNoContentResponse({ description: 'The password is set and the link used up.' })
  @ApiProblems('bad-input', 'cross-site')
  async setPassword(@Param('secret') secret: string, @Body() { password }: LinkPasswordBody): Promise<void> {
    await this.links.setPassword(secret, password);
  }

  @Post('owner')
  @Permit('links.use')
  @ApiOperation({ summary: 'Make the first owner, with the link that the first start printed' })
  @ApiCreatedResponse({ type: UserAnswer })
  @ApiProblems('bad-input', 'cross-site')
  createOwner(@Param('secret') secret: string, @Body() body: FirstOwnerBody): Promise<UserAnswer> {
    return this.links.createOwner(secret, body);
  }
}
