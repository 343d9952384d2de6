import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from './config/settings.js';

/**
 * JSON lines in production, readable lines otherwise; never a cookie, a token, a body or a query string. They go through
 * the process's own stream, so that they keep their order with what is printed directly and none is lost on a full pipe.
 */
export function createLogger(settings: Settings): Logger {
  const options = { level: settings.logLevel, base: null };
  const { stdout } = process;
  return settings.environment === 'production'
    ? pino(options, stdout)
    : pino(options, pretty({ destination: stdout, translateTime: 'SYS:HH:MM:ss', ignore: 'context' }));
}

/** Nest's own messages and those of our services, into the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, text(message));
  }

  error(message: unknown, stackOrContext?: string, context?: string): void {
    if (message instanceof Error) this.logger.error({ context: context ?? stackOrContext, reason: message.message });
    else if (typeof message === 'object' && message !== null)
      this.logger.error({ ...message, context: context ?? stackOrContext });
    else this.logger.error({ context, stack: context ? stackOrContext : undefined }, text(message));
  }

  warn(message: unknown, context?: string): void {
    if (typeof message === 'object' && message !== null) this.logger.warn({ ...message, context });
    else this.logger.warn({ context }, text(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, text(message));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, text(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, text(message));
  }
}

const text = (message: unknown): string => (typeof message === 'string' ? message : JSON.stringify(message));
