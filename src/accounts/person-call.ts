import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from './actor.js';
import type { Person } from './person.js';
import type { GuardedRequest } from './scope.js';

/** Whom a call concerns: who makes it, in which centre, and the person acted upon. */
export interface PersonCall {
  readonly actor: Actor;
  readonly centreId: number;
  readonly personId: string;
}

/** The `PersonCall` of a route under `/centres/:centre/people/:person`. */
export const CurrentPersonCall = createParamDecorator((_: unknown, context: ExecutionContext): PersonCall => {
  const { actor, scope } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!scope.centre || !scope.person) throw new Error('This route names no :centre and :person.');
  return { actor, centreId: scope.centre.id, personId: (scope.person as Person).id };
});
