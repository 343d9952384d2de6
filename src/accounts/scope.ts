import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

/** What the guard and the calls of this module need to know of a centre; the centres module puts in more. */
export interface ScopeCentre {
  readonly id: number;
  readonly slug: string;
  readonly timeZone: string;
}

/** What the parameters of a route's path stand for, by parameter name; filled by the guard from left to right. */
export interface Scope {
  centre?: ScopeCentre;
  [param: string]: unknown;
}

/** A request that has passed the guard. */
export interface GuardedRequest extends FastifyRequest {
  actor: Actor;
  scope: Scope;
  /** The version that If-Match names; null when it is `*` or was not sent (and need not be). */
  ifMatch: number | null;
}

/** Gives what a path parameter stands for, or null when there is no such thing or the actor may not know of it. */
export type ScopeResolver = (
  value: string,
  context: { readonly actor: Actor; readonly scope: Scope },
) => Promise<unknown>;

/** Modules say here, once at start-up, how the parameters of their paths are looked up. */
@Injectable()
export class ScopeResolvers {
  private readonly resolvers = new Map<string, ScopeResolver>();

  register(param: string, resolve: ScopeResolver): void {
    if (this.resolvers.has(param)) throw new Error(`The path parameter :${param} already has a resolver.`);
    this.resolvers.set(param, resolve);
  }

  of(param: string): ScopeResolver | undefined {
    return this.resolvers.get(param);
  }
}
