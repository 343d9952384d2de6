import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { canEverywhere, type Permission } from './permissions.js';
import type { Scope } from './scope.js';

/** Whether an actor who holds a permission only here and there holds it for what the path names. */
export type ReachJudge = (actor: Actor, scope: Scope) => Promise<boolean>;

/**
 * Permissions of scope `zones` reach as far as agreements say, which accounts know nothing of. Modules say here, once
 * at start-up, how they judge that, so that the guard can answer 403 before anything of the request is read.
 */
@Injectable()
export class Reaches {
  private readonly judges = new Map<Permission, ReachJudge>();

  register(permission: Permission, judge: ReachJudge): void {
    if (this.judges.has(permission)) throw new Error(`The reach of ${permission} is judged by somebody already.`);
    this.judges.set(permission, judge);
  }

  /** True also for permissions that nobody judges: their services decide by what they find. */
  async reaches(actor: Actor, permission: Permission, scope: Scope): Promise<boolean> {
    const judge = this.judges.get(permission);
    if (!judge || !scope.centre || canEverywhere(actor, permission, scope.centre.id)) return true;
    return judge(actor, scope);
  }
}
