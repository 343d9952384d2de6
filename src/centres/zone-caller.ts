import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../accounts/actor.js';
import type { GuardedRequest } from '../accounts/scope.js';
import type { Zone } from '../scheduling/zones.types.js';
import type { Centre } from './centre.js';

/** Who calls about which centre, and about which of its zones when the path names one. */
export interface ZoneCaller {
  readonly actor: Actor;
  readonly centre: Centre;
  /** Empty when the path names no zone. */
  readonly code: string;
}

/** The `ZoneCaller` of a request that has passed the guard. */
export const CurrentZoneCaller = createParamDecorator((_: unknown, context: ExecutionContext): ZoneCaller => {
  const { actor, scope } = context.switchToHttp().getRequest<GuardedRequest>();
  return { actor, centre: scope.centre as Centre, code: (scope['zone'] as Zone | undefined)?.code ?? '' };
});
