import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ScopeResolvers } from '../accounts/scope.js';
import { Reader } from '../platform/database/reader.js';
import { SharedRead } from '../platform/database/shared-read.js';
import { ZONE_CODE } from '../scheduling/plan.bounds.js';
import { CENTRE_SLUG, centreBySlug, type Centre } from './centre.js';
import { PlanCache } from './plan.js';

/** Says what `:centre` and `:zone` in paths stand for: a `Centre` and a `Zone`. Codes are taken letter by letter. */
@Injectable()
export class CentreScope implements OnModuleInit {
  private readonly centres: SharedRead<string, Centre | null>;

  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly plans: PlanCache,
    reader: Reader,
  ) {
    this.centres = new SharedRead(reader, (slug) => centreBySlug(reader, slug));
  }

  onModuleInit(): void {
    this.resolvers.register('centre', async (slug) => (CENTRE_SLUG.test(slug) ? this.centres.get(slug) : null));
    this.resolvers.register('zone', async (code, { scope }) => {
      if (!scope.centre || !ZONE_CODE.test(code)) return null;
      const plan = await this.plans.get(scope.centre.id);
      return plan.byCode.get(code) ?? null;
    });
  }
}
