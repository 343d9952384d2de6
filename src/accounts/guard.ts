import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import '@fastify/cookie';
import { versionFromIfMatch } from '../platform/http/etag.js';
import { requireReadableBody } from '../platform/http/json-body.js';
import { notFound, Problem } from '../platform/problems/problem.js';
import { belongsTo, type Actor } from './actor.js';
import { Actors } from './actors.js';
import { can, whoMay, type Permission } from './permissions.js';
import { PERMISSION_KEY } from './permit.decorator.js';
import { Reaches } from './reach.js';
import { ScopeResolvers, type GuardedRequest } from './scope.js';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const CONDITIONAL = new Set(['PATCH', 'PUT']);
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands before every route and answers in this order: 401 who are you, 404 there is no such thing (or none that is
 * yours to know of), 403 your role does not allow it, 428 say which version you have read, 400 a body that is no JSON.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  private readonly paramsOf = new Map<string, readonly string[]>();

  constructor(
    private readonly reflector: Reflector,
    private readonly actors: Actors,
    private readonly resolvers: ScopeResolvers,
    private readonly reach: Reaches,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const permission = this.reflector.get<Permission | undefined>(PERMISSION_KEY, context.getHandler());
    request.scope = {};
    request.actor = await this.actors.identify(request);
    if (permission === undefined) throw new Problem('forbidden', 'Nobody has been given this call.');
    if (isLoopbackCall(permission, request)) return true;
    requireSignIn(request.actor, permission);
    await this.resolve(request, permission);
    if (!can(request.actor, permission, request.scope.centre?.id ?? null)) {
      throw new Problem('forbidden', `Your role does not include ${permission}.`);
    }
    if (!(await this.reach.reaches(request.actor, permission, request.scope))) {
      throw new Problem('forbidden', `No agreement in force today gives you ${permission} here.`);
    }
    request.ifMatch = ifMatchOf(request);
    requireReadableBody(request);
    return true;
  }

  /** Looks up the path's parameters from left to right. A centre is a hard wall: beyond it, strangers find nothing. */
  private async resolve(request: GuardedRequest, permission: Permission): Promise<void> {
    const { actor, scope } = request;
    const values = request.params as Readonly<Record<string, string>>;
    for (const param of this.paramNames(request.routeOptions.url ?? '')) {
      const resolver = this.resolvers.of(param);
      if (!resolver) continue;
      const found = await resolver(values[param] ?? '', { actor, scope });
      if (found === null || found === undefined) throw notFound(`${param} of this name`);
      scope[param] = found;
      if (param === 'centre') requireSight(actor, scope.centre?.id, permission);
    }
  }

  private paramNames(url: string): readonly string[] {
    let names = this.paramsOf.get(url);
    if (!names) {
      names = [...url.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
      this.paramsOf.set(url, names);
    }
    return names;
  }
}

function requireSignIn(actor: Actor, permission: Permission): void {
  if (actor.kind === 'anonymous' && whoMay(permission) !== 'public') {
    throw new Problem('sign-in-required', 'Sign in with POST /api/v1/sessions, or send a personal token.');
  }
}

function requireSight(actor: Actor, centreId: number | undefined, permission: Permission): void {
  if (whoMay(permission) === 'public' || actor.isOwner) return;
  if (centreId === undefined || !belongsTo(actor, centreId)) throw notFound('centre of this name');
}

/** A reverse proxy on the same machine is a loopback caller too, so a call that was passed on does not count. */
function isLoopbackCall(permission: Permission, request: GuardedRequest): boolean {
  if (whoMay(permission) !== 'owner-or-loopback') return false;
  const passedOn = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !passedOn && LOOPBACK.test(request.socket.remoteAddress ?? '');
}

function ifMatchOf({ method, headers }: GuardedRequest): number | null {
  const header = headers['if-match'];
  if (READS.has(method)) return null;
  if (header !== undefined) return versionFromIfMatch(header);
  if (!CONDITIONAL.has(method)) return null;
  throw new Problem('precondition-required', 'Send If-Match with the ETag of what you have read, or * to overwrite.');
}
