import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCentre, IfMatch, Permit, Scoped } from '../accounts/permit.decorator.js';
import { ApiProblems } from '../platform/http/answers.js';
import { etagOf } from '../platform/http/etag.js';
import { notFound } from '../platform/problems/problem.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Centre } from './centre.js';
import { CentresService } from './centres.service.js';
import { ZoneAnswer, zoneAnswer, ZoneEffectAnswer, ZoneListAnswer } from './dto/zone.answer.js';
import { PolicyBody } from './dto/policy.body.js';
import {
  ChangeZoneBody,
  CreateZoneBody,
  DryRunQuery,
  PlacesBody,
  RemoveZoneQuery,
  ReplaceZonesBody,
} from './dto/zone.body.js';
import { PlanCache } from './plan.js';
import { CurrentZoneCaller, type ZoneCaller } from './zone-caller.js';
import type { ZoneChangeResult } from './zone-changes.js';
import { ZonesService } from './zones.service.js';

const ZONE = { name: 'zone', description: 'Code of the zone.', example: 'F1-HALL-AB' };
const EITHER = (real: object): object => ({ oneOf: [real, { $ref: getSchemaPath(ZoneEffectAnswer) }] });

@ApiTags('zones')
@ApiParam({ name: 'centre', description: 'Slug of the centre.', example: 'dukou' })
@ApiExtraModels(ZoneAnswer, ZoneListAnswer, ZoneEffectAnswer)
@Controller('api/v1/centres/:centre/zones')
export class ZonesController {
  constructor(
    private readonly zones: ZonesService,
    private readonly centres: CentresService,
    private readonly plans: PlanCache,
  ) {}

  @Get()
  @Permit('zones.read')
  @ApiOperation({ summary: 'All zones of a centre; the ETag is that of the whole plan.' })
  @ApiOkResponse({ type: ZoneListAnswer })
  async list(
    @CurrentCentre() centre: Centre,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneListAnswer> {
    const plan = await this.plans.get(centre.id);
    void reply.header('etag', etagOf(centre.version));
    return { items: plan.zones.map((zone) => zoneAnswer(plan, centre.policy, zone)) };
  }

  @Post()
  @Permit('zones.write')
  @ApiOperation({ summary: 'Adds a zone; areas must add up, with `adjust` if need be.' })
  @ApiCreatedResponse({ type: ZoneAnswer })
  @ApiOkResponse({ type: ZoneEffectAnswer, description: 'With `dryRun=true`.' })
  @ApiProblems('bad-input', 'conflict')
  async add(
    @CurrentZoneCaller() caller: ZoneCaller,
    @Query() { dryRun }: DryRunQuery,
    @Body() body: CreateZoneBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneAnswer | ZoneEffectAnswer> {
    const { centre } = caller;
    const result = await this.zones.add({ ...caller, ifMatch: null, dryRun }, body);
    if (dryRun) {
      void reply.status(200);
      return effectAnswer(result, centre);
    }
    void reply.header('location', `/api/v1/centres/${centre.slug}/zones/${body.code}`);
    return this.answer(result, { centre, code: body.code, reply });
  }

  @Put()
  @Permit('zones.write')
  @ApiOperation({ summary: 'Changes several zones at once: the whole plan, such as for splitting a room.' })
  @ApiOkResponse({ schema: EITHER({ $ref: getSchemaPath(ZoneListAnswer) }) })
  @ApiProblems('bad-input', 'conflict')
  async replace(
    @CurrentZoneCaller() caller: ZoneCaller,
    @IfMatch() ifMatch: number | null,
    @Query() query: DryRunQuery,
    @Body() body: ReplaceZonesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneListAnswer | ZoneEffectAnswer> {
    const { centre } = caller;
    const result = await this.zones.replace({ ...caller, ifMatch, dryRun: query.dryRun }, body);
    return query.dryRun ? effectAnswer(result, centre) : this.answerAll(result, centre, reply);
  }

  @Get(':zone')
  @Permit('zones.read')
  @ApiParam(ZONE)
  @ApiOperation({ summary: 'One zone.' })
  @ApiOkResponse({ type: ZoneAnswer })
  async one(
    @CurrentCentre() centre: Centre,
    @Scoped('zone') zone: Zone,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneAnswer> {
    const plan = await this.plans.get(centre.id);
    const fresh = plan.byCode.get(zone.code) ?? zone;
    void reply.header('etag', etagOf(fresh.version));
    return zoneAnswer(plan, centre.policy, fresh);
  }

  @Patch(':zone')
  @Permit('zones.write')
  @ApiParam(ZONE)
  @ApiOperation({ summary: 'Changes a zone; refused with the list of what would not fit.' })
  @ApiOkResponse({ schema: EITHER({ $ref: getSchemaPath(ZoneAnswer) }) })
  @ApiProblems('bad-input', 'conflict')
  async change(
    @CurrentZoneCaller() caller: ZoneCaller,
    @IfMatch() ifMatch: number | null,
    @Query() query: DryRunQuery,
    @Body() body: ChangeZoneBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneAnswer | ZoneEffectAnswer> {
    const { centre, code } = caller;
    const result = await this.zones.alter({ ...caller, ifMatch, dryRun: query.dryRun }, code, body);
    return query.dryRun ? effectAnswer(result, centre) : this.answer(result, { centre, code, reply });
  }

  @Put(':zone/policy')
  @Permit('zones.policy')
  @ApiParam(ZONE)
  @ApiOperation({
    summary: 'Replaces what a zone itself demands of a booking.',
    description:
      'An operator that runs the zone sets it within the centre’s bounds: bookings no longer and no further ahead than ' +
      'the zone above allows, no shorter notice, and nothing about approval, who may book, or the centre’s own people.',
  })
  @ApiOkResponse({ schema: EITHER({ $ref: getSchemaPath(ZoneAnswer) }) })
  @ApiProblems('bad-input', 'conflict')
  async setPolicy(
    @CurrentZoneCaller() caller: ZoneCaller,
    @IfMatch() ifMatch: number | null,
    @Query() query: DryRunQuery,
    @Body() body: PolicyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneAnswer | ZoneEffectAnswer> {
    const { centre, code } = caller;
    const result = await this.zones.setPolicy({ ...caller, ifMatch, dryRun: query.dryRun }, code, { ...body });
    return query.dryRun ? effectAnswer(result, centre) : this.answer(result, { centre, code, reply });
  }

  @Put(':zone/places')
  @Permit('zones.write')
  @ApiParam(ZONE)
  @ApiOperation({
    summary: 'Places all that lies below a zone on the floor plan.',
    description: 'Zones left out are drawn by area, and so are their siblings. If-Match is the ETag of the whole plan.',
  })
  @ApiOkResponse({ type: ZoneListAnswer })
  @ApiProblems('bad-input', 'conflict')
  async place(
    @CurrentZoneCaller() caller: ZoneCaller,
    @IfMatch() ifMatch: number | null,
    @Body() body: PlacesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ZoneListAnswer> {
    return this.answerAll(await this.zones.place({ ...caller, ifMatch }, caller.code, body), caller.centre, reply);
  }

  @Delete(':zone')
  @Permit('zones.write')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @ApiParam(ZONE)
  @ApiOperation({ summary: 'Removes a zone to which nothing refers, such as a combination nobody has booked.' })
  @ApiNoContentResponse()
  @ApiProblems('conflict')
  async remove(
    @CurrentZoneCaller() caller: ZoneCaller,
    @IfMatch() ifMatch: number | null,
    @Query() { areaTo }: RemoveZoneQuery,
  ): Promise<void> {
    await this.zones.remove({ ...caller, ifMatch }, caller.code, areaTo);
  }

  private async answerAll({ after }: ZoneChangeResult, centre: Centre, reply: FastifyReply): Promise<ZoneListAnswer> {
    const fresh = await this.centres.bySlug(centre.slug);
    void reply.header('etag', etagOf(fresh.version));
    return { items: after.zones.map((zone) => zoneAnswer(after, centre.policy, zone)) };
  }

  private answer({ after }: ZoneChangeResult, to: { centre: Centre; code: string; reply: FastifyReply }): ZoneAnswer {
    const zone = after.byCode.get(to.code);
    if (!zone) throw notFound('such zone');
    void to.reply.header('etag', etagOf(zone.version));
    return zoneAnswer(after, to.centre.policy, zone);
  }
}

function effectAnswer({ after, affected, touched }: ZoneChangeResult, centre: Centre): ZoneEffectAnswer {
  const zones = touched.map((code) => after.byCode.get(code)).filter((zone) => zone !== undefined);
  return {
    ok: affected.length === 0,
    affected: [...affected],
    zones: zones.map((zone) => zoneAnswer(after, centre.policy, zone)),
    removed: touched.filter((code) => !after.byCode.has(code)),
  };
}
