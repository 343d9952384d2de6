import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import type { Actor } from './actor.js';
import { ChangeOwnerBody, OwnerAnswer, OwnerListAnswer } from './dto/person.dto.js';
import { OwnersService } from './owners.service.js';
import type { Person } from './person.js';
import { CurrentActor, IfMatch, Permit, Scoped } from './permit.decorator.js';

@ApiTags('owners')
@Controller('api/v1/owners')
export class OwnersController {
  constructor(private readonly owners: OwnersService) {}

  @Get()
  @Permit('people.owner')
  @ApiOperation({ summary: 'Who owns the installation' })
  @ApiOkResponse({ type: OwnerListAnswer })
  async list(): Promise<OwnerListAnswer> {
    return { items: (await this.owners.list()).map(toAnswer) };
  }

  @Get(':person')
  @Permit('people.owner')
  @ApiParam({ name: 'person', type: String, description: 'Id of any person of the installation.' })
  @ApiOperation({ summary: 'Whether a person is an owner, with the ETag for changing it' })
  @ApiOkResponse({ type: OwnerAnswer })
  read(@Scoped('person') person: Person, @Res({ passthrough: true }) reply: FastifyReply): OwnerAnswer {
    void reply.header('etag', etagOf(person.version));
    return toAnswer(person);
  }

  @Patch(':person')
  @Permit('people.owner')
  @ApiParam({ name: 'person', type: String, description: 'Id of any person of the installation.' })
  @ApiOperation({ summary: 'Make a person an owner, or no longer one' })
  @ApiOkResponse({ type: OwnerAnswer })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @CurrentActor() actor: Actor,
    @Scoped('person') { id: personId }: Person,
    @Body() { isOwner }: ChangeOwnerBody,
    @IfMatch() ifMatch: number | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnerAnswer> {
    const person = await this.owners.change({ actor, personId }, isOwner, ifMatch);
    void reply.header('etag', etagOf(person.version));
    return toAnswer(person);
  }
}

const toAnswer = ({ role: _, ...owner }: Person): OwnerAnswer => owner;
