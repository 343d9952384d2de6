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
import { CurrentActor, CurrentCentre, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import type { ScopeCentre } from '../accounts/scope.js';
import { DryRunQuery } from '../centres/dto/zone.body.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import type { Page } from '../platform/http/page.js';
import { AgreementChangesService } from './agreement-changes.service.js';
import type { Agreement } from './agreement.store.js';
import { AgreementsService } from './agreements.service.js';
import {
  AgreementAnswer,
  AgreementListAnswer,
  AgreementsQuery,
  AgreementVersionsAnswer,
  ChangeAgreementBody,
  NewAgreementBody,
} from './dto/agreement.dto.js';
import { AgreementImpactAnswer, EndAgreementBody, RenewAgreementBody } from './dto/agreement-life.dto.js';

const EITHER = {
  schema: { oneOf: [{ $ref: getSchemaPath(AgreementAnswer) }, { $ref: getSchemaPath(AgreementImpactAnswer) }] },
};

@ApiTags('operators')
@ApiExtraModels(AgreementAnswer, AgreementImpactAnswer)
@Controller('api/v1/centres/:centre/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly changes: AgreementChangesService,
  ) {}

  @Get()
  @Permit('agreements.read')
  @ApiOperation({ summary: 'Agreements: all for the back office, for tenants their own' })
  @ApiOkResponse({ type: AgreementListAnswer })
  @ApiProblems('bad-input')
  list(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Query() query: AgreementsQuery,
  ): Promise<Page<AgreementAnswer>> {
    return this.agreements.list(actor, centre.id, query);
  }

  @Post()
  @Permit('agreements.write')
  @ApiOperation({ summary: 'Make an agreement with an operator' })
  @ApiCreatedResponse({ type: AgreementAnswer })
  @ApiProblems('bad-input', 'conflict', 'refused')
  async create(
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Body() body: NewAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementAnswer> {
    return this.created(await this.agreements.create({ actor, centreId: centre.id }, body), centre, reply);
  }

  @Get(':agreement')
  @Permit('agreements.read')
  @ApiOperation({ summary: 'One agreement' })
  @ApiOkResponse({ type: AgreementAnswer })
  read(
    @Scoped('agreement') agreement: Agreement,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementAnswer> {
    return this.answered(agreement, reply);
  }

  @Get(':agreement/versions')
  @Permit('agreements.read')
  @ApiOperation({ summary: 'How an agreement came to be what it is' })
  @ApiOkResponse({ type: AgreementVersionsAnswer })
  async versions(@CurrentActor() actor: Actor, @Scoped('agreement') agreement: Agreement): Promise<object> {
    return { items: await this.agreements.versions(actor, agreement) };
  }

  @Patch(':agreement')
  @Permit('agreements.write')
  @ApiOperation({ summary: 'Change terms, zones or last day; bookings that lose their agreement each need a choice' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'conflict', 'choices-needed', 'refused')
  async change(
    @Scoped('agreement') agreement: Agreement,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: ChangeAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const call = { actor, agreement, ifMatch };
    if (dryRun) return { affected: await this.changes.previewChange(call, body) };
    return this.answered(await this.changes.change(call, body), reply);
  }

  @Post(':agreement/end')
  @Permit('agreements.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an agreement early, with a choice for each booking it leaves behind' })
  @ApiOkResponse(EITHER)
  @ApiProblems('bad-input', 'stale', 'conflict', 'choices-needed', 'refused')
  async end(
    @Scoped('agreement') agreement: Agreement,
    @CurrentActor() actor: Actor,
    @IfMatch() ifMatch: number | null,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: EndAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const call = { actor, agreement, ifMatch };
    if (dryRun) return { affected: await this.changes.previewEnd(call, body) };
    return this.answered(await this.changes.end(call, body), reply);
  }

  @Post(':agreement/renew')
  @Permit('agreements.write')
  @ApiOperation({ summary: 'Make the agreement that follows, with the same terms' })
  @ApiCreatedResponse({ type: AgreementAnswer })
  @ApiProblems('bad-input', 'conflict', 'refused')
  async renew(
    @Scoped('agreement') agreement: Agreement,
    @CurrentActor() actor: Actor,
    @CurrentCentre() centre: ScopeCentre,
    @Body() body: RenewAgreementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementAnswer> {
    return this.created(await this.agreements.renew({ actor, agreement }, body), centre, reply);
  }

  private created(agreement: Agreement, centre: ScopeCentre, reply: FastifyReply): Promise<AgreementAnswer> {
    void reply.header('location', `/api/v1/centres/${centre.slug}/agreements/${agreement.id}`);
    return this.answered(agreement, reply);
  }

  private answered(agreement: Agreement, reply: FastifyReply): Promise<AgreementAnswer> {
    void reply.header('etag', etagOf(agreement.version));
    return this.agreements.read(agreement);
  }
}
