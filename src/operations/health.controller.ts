import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Permit } from '../accounts/permit.decorator.js';
import { Reader } from '../platform/database/reader.js';
import { ApiProblems } from '../platform/http/answers.js';
import { formatInstant } from '../scheduling/time.js';
import { SelfAudit } from './self-audit.js';
import { StorageHealth } from './storage-health.js';

class LiveAnswer {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: string;
}

class ReadyAnswer {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  status!: string;

  @ApiProperty({
    description: 'Of `details`, what is up.',
    type: 'object',
    additionalProperties: true,
    example: { database: { status: 'up', engine: 'sqlite' } },
  })
  info!: object;

  @ApiProperty({ description: 'Of `details`, what is not.', type: 'object', additionalProperties: true, example: {} })
  error!: object;

  @ApiProperty({
    description: 'Each thing that was looked at, by name.',
    type: 'object',
    additionalProperties: true,
    example: {
      database: { status: 'up', engine: 'sqlite' },
      audit: { status: 'up', findings: 0, at: '2026-09-01T19:00:00Z' },
    },
  })
  details!: object;
}

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly reader: Reader,
    private readonly selfAudit: SelfAudit,
    private readonly storage: StorageHealth,
  ) {}

  @Get('live')
  @Permit('health.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ type: LiveAnswer })
  live(): LiveAnswer {
    return { status: 'ok' };
  }

  @Get('ready')
  @Permit('health.read')
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  @ApiOperation({
    summary:
      'Whether it can serve: the database answers, and the last write was stored; and what the last self-audit of the ledger found',
  })
  @ApiOkResponse({ type: ReadyAnswer })
  @ApiProblems('storage-unavailable')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      async () => {
        const indicator = this.indicators.check('database');
        try {
          await this.reader.one('SELECT 1 AS one');
        } catch {
          return indicator.down();
        }
        const fault = await this.storage.fault();
        return fault === null
          ? indicator.up({ engine: this.reader.engine })
          : indicator.down({ engine: this.reader.engine, reason: `Writes fail: ${fault}.` });
      },
      // Findings are told and do not make it unready: turning everybody away would mend nothing.
      () => {
        const { outcome } = this.selfAudit;
        const told: { findings: number | null; at: string | null } = outcome
          ? { findings: outcome.findings, at: formatInstant(outcome.at, 'UTC') }
          : { findings: null, at: null };
        return this.indicators.check('audit').up(told);
      },
    ]);
  }
}
