import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permit.decorator.js';
import { metrics } from './metrics.js';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  @Get()
  @Permit('metrics.read')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({
    description: 'In the text format of Prometheus.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @ApiOperation({ summary: 'Figures for Prometheus; from this machine, or for an owner' })
  read(): Promise<string> {
    return metrics.metrics();
  }
}
