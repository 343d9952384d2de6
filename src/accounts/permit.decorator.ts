import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiHeader } from '@nestjs/swagger';
import { ApiProblems } from '../platform/http/answers.js';
import { whoMay, type Permission } from './permissions.js';
import type { GuardedRequest } from './scope.js';

export const PERMISSION_KEY = 'dukou:permission';

/**
 * Says which entry of the permission table a route needs. Every route has one; the server does not start otherwise.
 * Documents how to sign in and what the guard may answer.
 */
export function Permit(permission: Permission): MethodDecorator {
  const mark = SetMetadata(PERMISSION_KEY, permission);
  if (whoMay(permission) === 'public') return applyDecorators(mark, ApiProblems('not-found'));
  return applyDecorators(
    mark,
    ApiBearerAuth('token'),
    ApiCookieAuth('session'),
    ApiProblems('sign-in-required', 'not-found', 'forbidden'),
  );
}

const requestOf = (context: ExecutionContext): GuardedRequest => context.switchToHttp().getRequest<GuardedRequest>();

/** The `Actor` of the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).actor);

/** What the `:centre` of the path stands for. */
export const CurrentCentre = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).scope.centre,
);

/** What another parameter of the path stands for, by its name: `@Scoped('zone') zone: Zone`. */
export const Scoped = createParamDecorator(
  (param: string, context: ExecutionContext) => requestOf(context).scope[param],
);

const documentIfMatch: ParameterDecorator = (target, property) => {
  if (property === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, property);
  if (!descriptor) return;
  const description = 'The ETag that came with what you have read, or `*`. Required for PATCH and PUT.';
  ApiHeader({ name: 'If-Match', description, required: false, example: '"3"' })(target, property, descriptor);
  ApiProblems('precondition-required', 'stale')(target, property, descriptor);
};

/** The version that If-Match names, `number | null`; null stands for any. Documents the header. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).ifMatch,
  [documentIfMatch],
);
