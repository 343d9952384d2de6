import '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Settings } from '../platform/config/settings.js';
import { HOUR } from '../scheduling/time.types.js';

export const SESSION_COOKIE = 'dukou_session';

const SECOND = 1000;

const flags = (settings: Settings) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.environment === 'production',
  }) as const;

/** Hands the browser its session: not readable by scripts, not sent along by other sites, over HTTPS in production. */
export function setSessionCookie(reply: FastifyReply, settings: Settings, secret: string): void {
  const maxAge = (settings.sessionHours * HOUR) / SECOND;
  void reply.setCookie(SESSION_COOKIE, secret, { ...flags(settings), maxAge });
}

export function clearSessionCookie(reply: FastifyReply, settings: Settings): void {
  void reply.clearCookie(SESSION_COOKIE, flags(settings));
}
