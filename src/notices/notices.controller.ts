import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../accounts/actor.js';
import { CurrentActor, Permit } from '../accounts/permit.decorator.js';
import { ApiProblems } from '../platform/http/answers.js';
import type { Page } from '../platform/http/page.js';
import { NoticeListAnswer, NoticesQuery, ReadNoticesBody, UnreadAnswer, type NoticeAnswer } from './dto/notice.dto.js';
import { NoticesService } from './notices.service.js';

@ApiTags('notices')
@Controller('api/v1/me/notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @Permit('self.read')
  @ApiOperation({ summary: 'What I have been told, newest first' })
  @ApiOkResponse({ type: NoticeListAnswer })
  @ApiProblems('bad-input')
  list(@CurrentActor() actor: Actor, @Query() query: NoticesQuery): Promise<Page<NoticeAnswer>> {
    return this.notices.list(actor, query);
  }

  @Get('count')
  @Permit('self.read')
  @ApiOperation({ summary: 'How many of my notices are not read yet' })
  @ApiOkResponse({ type: UnreadAnswer })
  count(@CurrentActor() actor: Actor): Promise<UnreadAnswer> {
    return this.notices.countUnread(actor);
  }

  @Post('read')
  @Permit('self.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark notices of mine as read: those named, or all up to one' })
  @ApiOkResponse({ type: UnreadAnswer })
  @ApiProblems('bad-input')
  read(@CurrentActor() actor: Actor, @Body() body: ReadNoticesBody): Promise<UnreadAnswer> {
    return this.notices.markRead(actor, body);
  }
}
