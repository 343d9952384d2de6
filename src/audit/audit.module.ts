import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditService } from './audit.service.js';

/** The calls that show the log. Writing into it is a function, `writeAudit`, and needs no module. */
@Module({ controllers: [AuditController], providers: [AuditService] })
export class AuditModule {}
