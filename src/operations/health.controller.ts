import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Permit } from '../accounts/permit.decorator.js';
import { Reader } from '../platform/database/reader.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly reader: Reader,
  ) {}

  @Get('live')
  @Permit('health.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the process answers' })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Permit('health.read')
  @HealthCheck()
  @ApiOperation({ summary: 'Whether it can serve: the database answers' })
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      async () => {
        const indicator = this.indicators.check('database');
        await this.reader.one('SELECT 1 AS one');
        return indicator.up({ engine: this.reader.engine });
      },
    ]);
  }
}
