import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { isId } from '../platform/ids.js';
import { personAnywhere, personInCentre } from './person.js';
import { ScopeResolvers } from './scope.js';
import { TokensService } from './tokens.service.js';

/** Looks up `:person` (of the centre named before it, or of the installation for owners) and one's own `:token`. */
@Injectable()
export class AccountScopes implements OnModuleInit {
  constructor(
    private readonly resolvers: ScopeResolvers,
    private readonly reader: Reader,
    private readonly tokens: TokensService,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('person', async (id, { actor, scope }) => {
      if (!isId(id)) return null;
      if (scope.centre) return personInCentre(this.reader, scope.centre.id, id);
      return actor.isOwner ? personAnywhere(this.reader, id) : null;
    });
    this.resolvers.register('token', async (id, { actor }) => (isId(id) ? this.tokens.find(actor, id) : null));
  }
}
