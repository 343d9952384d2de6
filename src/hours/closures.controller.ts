import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../accounts/actor.js';
import { canEverywhere } from '../accounts/permissions.js';
import { CurrentActor, CurrentCentre, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import type { Plan } from '../scheduling/zones.types.js';
import { closureAnswer, type ClosureView } from './closure-answer.js';
import { ClosureChangesService } from './closure-changes.service.js';
import { ClosureList } from './closure-list.js';
import type { Closure } from './closure.store.js';
import { ClosuresService } from './closures.service.js';
import {
  ClosureAnswer,
  ClosureBody,
  ClosureCancelBody,
  ClosureChangeBody,
  ClosuresAnswer,
  ClosuresQuery,
} from './dto/closure.body.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { ImpactAnswer } from './dto/impact.answer.js';

const EITHER = { schema: { oneOf: [{ $ref: getSchemaPath(ClosureAnswer) }, { $ref: getSchemaPath(ImpactAnswer) }] } };

@ApiTags('hours')
@ApiExtraModels(ClosureAnswer, ImpactAnswer)
@Controller('api/v1/centres/:centre/closures')
export class ClosuresController {
  constructor(
    private readonly closures: ClosuresService,
    private readonly changes: ClosureChangesService,
    private readonly closureList: ClosureList,
  ) {}

  @Get()
  @Permit('closures.read')
  @ApiOperation({ summary: 'Closures of a period, each with its dates in it' })
  @ApiOkResponse({ type: ClosuresAnswer })
  @ApiProblems('bad-input')
  async list(
    @CurrentCentre() centre: ScopeCentre,
    @CurrentActor() actor: Actor,
    @Query() query: ClosuresQuery,
  ): Promise<object> {
    const { items, plan, nextCursor } = await this.closureList.list(centre.id, query);
    const showKept = mayKnowKept(actor, centre.id);
    return { items: items.map((view) => closureAnswer(view, { plan, showKept })), ...(nextCursor && { nextCursor }) };
  }

  @Post()
  @Permit('closures.write')
  @ApiOperation({ summary: 'Closes a zone, once or again and again' })
  @ApiCreatedResponse({ type: ClosureAnswer })
  @ApiOkResponse({ type: ImpactAnswer, description: 'With `dryRun=true`.' })
  @ApiProblems('bad-input', 'choices-needed', 'refused')
  async create(
    @CurrentCentre() centre: ScopeCentre,
    @CurrentActor() actor: Actor,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: ClosureBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (dryRun) {
      void reply.status(200);
      return this.closures.preview({ centreId: centre.id, body, actor });
    }
    const made = await this.closures.create({ centreId: centre.id, body, actor });
    void reply.header('location', `/api/v1/centres/${centre.slug}/closures/${made.closure.id}`);
    return answered(made, actor, reply);
  }

  @Get(':closure')
  @Permit('closures.read')
  @ApiOperation({ summary: 'One closure with all its dates' })
  @ApiOkResponse({ type: ClosureAnswer })
  async read(
    @Scoped('closure') closure: Closure,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answered(await this.closureList.view(closure), actor, reply);
  }

  @Patch(':closure')
  @Permit('closures.write')
  @ApiOperation({ summary: 'Gives a closure another reason, or one of its dates another end' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'conflict', 'choices-needed', 'refused')
  async change(
    @Scoped('closure') closure: Closure,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: ClosureChangeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (dryRun) return this.changes.preview({ closure, body, ifMatch, actor });
    return answered(await this.changes.change({ closure, body, ifMatch, actor }), actor, reply);
  }

  @Post(':closure/cancel')
  @HttpCode(200)
  @Permit('closures.write')
  @ApiOperation({ summary: 'Cancels a closure from now on, or one of its dates' })
  @ApiOkResponse({ type: ClosureAnswer })
  @ApiProblems('bad-input', 'conflict')
  async cancel(
    @Scoped('closure') closure: Closure,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Body() body: ClosureCancelBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    return answered(await this.changes.cancel({ closure, body, ifMatch, actor }), actor, reply);
  }
}

function answered(view: ClosureView & { plan: Plan }, actor: Actor, reply: FastifyReply): object {
  const { plan, closure } = view;
  void reply.header('etag', etagOf(closure.version));
  return closureAnswer(view, { plan, showKept: mayKnowKept(actor, plan.centreId) });
}

/** Who stays inside may be private, so it is told only to who chose it. */
const mayKnowKept = (actor: Actor, centreId: number): boolean => canEverywhere(actor, 'closures.write', centreId);
