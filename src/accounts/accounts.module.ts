import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccountScopes } from './account-scopes.js';
import { Actors } from './actors.js';
import { FirstOwner } from './first-owner.js';
import { PermissionGuard } from './guard.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';
import { Links } from './links.js';
import { LocksService } from './locks.service.js';
import { LoginLimit } from './login-limit.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { OwnersController } from './owners.controller.js';
import { OwnersService } from './owners.service.js';
import { PeopleAccessController } from './people-access.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { People } from './people.js';
import { PermissionsController } from './permissions.controller.js';
import { Reaches } from './reach.js';
import { RouteCheck } from './route-check.js';
import { ScopeResolvers } from './scope.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';

/** People and what they may do. Global, because every route of every module stands behind its guard. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [
    SessionsController,
    TokensController,
    MeController,
    PermissionsController,
    PeopleController,
    PeopleAccessController,
    LinksController,
    OwnersController,
  ],
  providers: [
    AccountScopes,
    Actors,
    FirstOwner,
    Links,
    LinksService,
    LocksService,
    LoginLimit,
    MeService,
    OwnersService,
    People,
    PeopleService,
    Reaches,
    RouteCheck,
    ScopeResolvers,
    SessionsService,
    TokensService,
    { provide: APP_GUARD, useClass: PermissionGuard },
  ],
  exports: [Actors, FirstOwner, LoginLimit, People, Reaches, ScopeResolvers],
})
export class AccountsModule {}
