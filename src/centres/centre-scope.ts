import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { ZONE_CODE } from '../scheduling/plan.bounds.js';
import { CENTRE_SLUG, centreBySlug } from './centre.js';
import { PlanCache } from './plan.js';

/** Says what `:centre` and `:zone` in paths stand for: a `Centre` and a `Zone`. Codes are taken letter by letter. */
@Injectable()
export class CentreScope implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
    private readonly plans: PlanCache,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('centre', async (slug) =>
      CENTRE_SLUG.test(slug) ? centreBySlug(this.reader, slug) : null,
    );
    this.resolvers.register('zone', async (code, { scope }) => {
      if (!scope.centre || !ZONE_CODE.test(code)) return null;
      const plan = await this.plans.get(scope.centre.id);
      return plan.byCode.get(code) ?? null;
    });
  }
}
