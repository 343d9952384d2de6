import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permit.decorator.js';
import { InjectSettings } from '../platform/config/settings.token.js';
import type { Settings } from '../platform/config/settings.js';
import { Reader } from '../platform/database/reader.js';
import { BACKUP_FOLDER } from './backup.js';
import { newestBackup } from './backup.retention.js';

class InstallationAnswer {
  @ApiProperty({ description: 'Of this software.', example: '0.1.0' })
  version!: string;

  @ApiProperty({ description: 'Of Node.js, which runs it.', example: '20.20.0' })
  node!: string;

  @ApiProperty({ description: 'Where the data are.', enum: ['sqlite', 'postgres'], example: 'sqlite' })
  engine!: 'sqlite' | 'postgres';

  @ApiProperty({ description: 'Days that name and phone of people without an account are kept.', example: 90 })
  personalDataDays!: number;

  @ApiProperty({ description: 'Days that a notice is kept.', example: 180 })
  noticeDays!: number;

  @ApiProperty({ description: 'Hours from one backup to the next; 0 when none is taken by itself.', example: 24 })
  backupHours!: number;

  @ApiProperty({ description: 'How many of those backups are kept.', example: 14 })
  backupKeep!: number;

  @ApiProperty({
    description: 'When the newest backup in the usual folder was taken.',
    type: String,
    nullable: true,
    example: '2026-09-01T19:00:00Z',
  })
  lastBackupAt!: string | null;

  @ApiProperty({ description: 'Hours that a one-time link can be used.', example: 72 })
  linkHours!: number;

  @ApiProperty({ description: 'Hours that one stays signed in.', example: 12 })
  sessionHours!: number;
}

const PACKAGE = new URL('../../package.json', import.meta.url);
const VERSION = (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;

/** What holds for all centres of this installation, as its environment says it. */
@ApiTags('operations')
@Controller('api/v1/installation')
export class InstallationController {
  constructor(
    @InjectSettings() private readonly settings: Settings,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Permit('installation.read')
  @ApiOperation({ summary: 'Version, engine and what the settings say of keeping data, backups and sessions' })
  @ApiOkResponse({ type: InstallationAnswer })
  read(): InstallationAnswer {
    const { personalDataDays, noticeDays, backupHours, backupKeep, linkHours, sessionHours, dataDir } = this.settings;
    return {
      version: VERSION,
      node: process.versions.node,
      engine: this.reader.engine,
      ...{ personalDataDays, noticeDays, backupHours, backupKeep, linkHours, sessionHours },
      lastBackupAt: newestBackup(join(dataDir, BACKUP_FOLDER)),
    };
  }
}
