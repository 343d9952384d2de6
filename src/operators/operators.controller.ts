import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { PageQuery } from '../platform/http/page.js';
import { formatInstant } from '../scheduling/time.js';
import { ChangeOperatorBody, NewOperatorBody, OperatorAnswer, OperatorListAnswer } from './dto/operator.dto.js';
import type { Operator } from './operator.store.js';
import { OperatorsService } from './operators.service.js';

@ApiTags('operators')
@Controller('api/v1/centres/:centre/operators')
export class OperatorsController {
  constructor(private readonly operators: OperatorsService) {}

  @Get()
  @Permit('operators.read')
  @ApiOperation({ summary: 'Operators by code: all for the centre’s people, for others those they act for' })
  @ApiOkResponse({ type: OperatorListAnswer })
  @ApiProblems('bad-input')
  async list(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Query() query: PageQuery,
  ): Promise<object> {
    const { items, ...more } = await this.operators.list(actor, centre.id, query);
    return { items: items.map((operator) => operatorAnswer(operator, { actor, centre })), ...more };
  }

  @Post()
  @Permit('operators.write')
  @ApiOperation({ summary: 'Add an organisation; invite its people next' })
  @ApiCreatedResponse({ type: OperatorAnswer })
  @ApiProblems('bad-input', 'conflict')
  async create(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Body() body: NewOperatorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const operator = await this.operators.create({ actor, centreId: centre.id }, body);
    void reply.header('location', `/api/v1/centres/${centre.slug}/operators/${operator.code}`);
    return answered(operator, { actor, centre }, reply);
  }

  @Get(':operator')
  @Permit('operators.read')
  @ApiOperation({ summary: 'One operator' })
  @ApiOkResponse({ type: OperatorAnswer })
  read(
    @Scoped('operator') operator: Operator,
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): object {
    return answered(operator, { actor, centre }, reply);
  }

  @Patch(':operator')
  @Permit('operators.write')
  @ApiOperation({ summary: 'Change an operator, or suspend, readmit or end it' })
  @ApiOkResponse({ type: OperatorAnswer })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @Scoped('operator') operator: Operator,
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @IfMatch() ifMatch: number | null,
    @Body() body: ChangeOperatorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const changed = await this.operators.change({ actor, operator, ifMatch }, defined(body));
    return answered(changed, { actor, centre }, reply);
  }
}

/** Members that the request has left out are not to be set. */
const defined = (body: ChangeOperatorBody): ChangeOperatorBody => {
  const { contact, ...fields } = body;
  const given = Object.entries({ ...fields, ...(contact && { contact: { ...contact } }) });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
};

interface Reading {
  readonly actor: Actor;
  readonly centre: ScopeCentre;
}

function answered(operator: Operator, reading: Reading, reply: FastifyReply): object {
  void reply.header('etag', etagOf(operator.version));
  return operatorAnswer(operator, reading);
}

/** What the centre has noted of an operator is for its own people. */
function operatorAnswer(operator: Operator, { actor, centre }: Reading): object {
  const { code, name, nameEn, kind, contact, status, note, version } = operator;
  const createdAt = formatInstant(operator.createdAt, centre.timeZone);
  const forStaff = canEverywhere(actor, 'operators.read', centre.id) ? { note } : {};
  return { code, name, nameEn, kind, contact, status, ...forStaff, createdAt, version };
}
