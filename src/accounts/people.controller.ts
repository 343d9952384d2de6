import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { PageQuery, type Page } from '../platform/http/page.js';
import type { Actor } from './actor.js';
import { ChangePersonBody, NewPersonBody, PersonAnswer, PersonListAnswer } from './dto/person.dto.js';
import { PeopleService } from './people.service.js';
import { CurrentPersonCall, type PersonCall } from './person-call.js';
import type { Person } from './person.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit, Scoped } from './permit.decorator.js';
import type { ScopeCentre } from './scope.js';

@ApiTags('people')
@ApiParam({ name: 'centre', type: String, example: 'dukou' })
@Controller('api/v1/centres/:centre/people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Get()
  @Permit('people.read')
  @ApiOperation({ summary: 'The centre’s people, by login' })
  @ApiOkResponse({ type: PersonListAnswer })
  @ApiProblems('bad-input')
  list(@CurrentCentre() centre: ScopeCentre, @Query() query: PageQuery): Promise<Page<Person>> {
    return this.people.list(centre.id, query);
  }

  @Post()
  @Permit('people.write')
  @ApiOperation({
    summary: 'Add a person to the centre',
    description:
      'A login that already has an account is added as it is. Then issue a one-time link if it has no password.',
  })
  @ApiCreatedResponse({ type: PersonAnswer })
  @ApiProblems('bad-input', 'conflict')
  async add(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Body() body: NewPersonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const person = await this.people.add({ actor, centreId: centre.id }, body);
    void reply.header('location', `/api/v1/centres/${centre.slug}/people/${person.id}`);
    return withEtag(reply, person);
  }

  @Get(':person')
  @Permit('people.read')
  @ApiParam({ name: 'person', type: String, description: 'Id of the person.' })
  @ApiOperation({ summary: 'One of the centre’s people' })
  @ApiOkResponse({ type: PersonAnswer })
  read(@Scoped('person') person: Person, @Res({ passthrough: true }) reply: FastifyReply): Person {
    return withEtag(reply, person);
  }

  @Patch(':person')
  @Permit('people.write')
  @ApiParam({ name: 'person', type: String, description: 'Id of the person.' })
  @ApiOperation({ summary: 'Change a person’s role here, or their name' })
  @ApiOkResponse({ type: PersonAnswer })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @CurrentPersonCall() call: PersonCall,
    @Body() body: ChangePersonBody,
    @IfMatch() ifMatch: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    return withEtag(reply, await this.people.change(call, body, ifMatch));
  }

  @Delete(':person')
  @Permit('people.write')
  @HttpCode(204)
  @ApiParam({ name: 'person', type: String, description: 'Id of the person.' })
  @ApiOperation({ summary: 'Take a person’s membership of the centre away; the account stays' })
  @ApiNoContentResponse({ description: 'The person no longer belongs to the centre.' })
  @ApiProblems('conflict')
  async remove(@CurrentPersonCall() call: PersonCall): Promise<void> {
    await this.people.remove(call);
  }
}

function withEtag(reply: FastifyReply, person: Person): Person {
  void reply.header('etag', etagOf(person.version));
  return person;
}
