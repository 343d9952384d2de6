import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../platform/http/answers.js';
import { formatInstant } from '../scheduling/time.js';
import { LinkAnswer } from './dto/link.dto.js';
import { PersonAnswer } from './dto/person.dto.js';
import { LinksService } from './links.service.js';
import { LocksService } from './locks.service.js';
import { CurrentPersonCall, type PersonCall } from './person-call.js';
import type { Person } from './person.js';
import { CurrentCentre, Permit } from './permit.decorator.js';
import type { ScopeCentre } from './scope.js';

@ApiTags('people')
@ApiParam({ name: 'centre', type: String, example: 'dukou' })
@ApiParam({ name: 'person', type: String, description: 'Id of the person.' })
@Controller('api/v1/centres/:centre/people/:person')
export class PeopleAccessController {
  constructor(
    private readonly links: LinksService,
    private readonly locks: LocksService,
  ) {}

  @Post('link')
  @Permit('people.write')
  @ApiOperation({ summary: 'Issue a one-time link to choose a first or new password; older unused ones end' })
  @ApiCreatedResponse({ type: LinkAnswer })
  @ApiProblems('conflict')
  async issueLink(@CurrentPersonCall() call: PersonCall, @CurrentCentre() centre: ScopeCentre): Promise<LinkAnswer> {
    const { url, expiresAt } = await this.links.issue(call);
    return { url, expiresAt: formatInstant(expiresAt, centre.timeZone) };
  }

  @Post('lock')
  @Permit('people.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lock an account: its sessions end, its password and tokens are refused' })
  @ApiOkResponse({ type: PersonAnswer })
  @ApiProblems('conflict')
  lock(@CurrentPersonCall() call: PersonCall): Promise<Person> {
    return this.locks.lock(call);
  }

  @Post('unlock')
  @Permit('people.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a locked account in again' })
  @ApiOkResponse({ type: PersonAnswer })
  unlock(@CurrentPersonCall() call: PersonCall): Promise<Person> {
    return this.locks.unlock(call);
  }
}
