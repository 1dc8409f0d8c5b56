import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { DatabaseModule } from '@jujube/database/database.module.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppsModule } from '@jujube/usecases/apps/apps.module.js';
import { ConfigModule } from '@jujube/usecases/config/config.module.js';
import { DeploymentsModule } from '@jujube/usecases/deployments/deployments.module.js';
import { DynosModule } from '@jujube/usecases/dynos/dynos.module.js';
import { FormationModule } from '@jujube/usecases/formation/formation.module.js';
import { ReleasesModule } from '@jujube/usecases/releases/releases.module.js';
import { TokensModule } from '@jujube/usecases/tokens/tokens.module.js';
import { UsersModule } from '@jujube/usecases/users/users.module.js';
import { AccountController } from './account/account.controller.js';
import { AppController } from './apps/app.controller.js';
import { AppScopeGuard } from './apps/app-scope.guard.js';
import { AccessGuard } from './auth/access.guard.js';
import { Authentication } from './auth/authentication.js';
import { MarkedRoutes } from './auth/marked-routes.js';
import { TokenCache } from './auth/token-cache.js';
import { AuthorizationController } from './authorizations/authorization.controller.js';
import { ConfigController } from './config/config.controller.js';
import { DynoController } from './dynos/dyno.controller.js';
import { FormationController } from './formation/formation.controller.js';
import { OpenApiDocument } from './platform/openapi-document.js';
import { PlatformController } from './platform/platform.controller.js';
import { PushedImages } from './registry/pushed-images.js';
import { ReleaseController } from './releases/release.controller.js';
import { OpenStreams } from './server/open-streams.js';
import { SETTINGS } from './settings.provider.js';

const USE_CASES = [
  AppsModule,
  ConfigModule,
  DeploymentsModule,
  DynosModule,
  FormationModule,
  ReleasesModule,
  TokensModule,
  UsersModule,
];

const CONTROLLERS = [
  AccountController,
  AppController,
  AuthorizationController,
  ConfigController,
  DynoController,
  FormationController,
  PlatformController,
  ReleaseController,
];

/** HTTP in, commands out. */
@Module({})
export class ApiModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: ApiModule,
      imports: [DatabaseModule.forRoot(settings, 'api'), CqrsModule.forRoot(), DiscoveryModule, ...USE_CASES],
      controllers: CONTROLLERS,
      providers: [
        { provide: SETTINGS, useValue: settings },
        // in this order: who calls, then whether the app in the path is theirs
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: AppScopeGuard },
        Authentication,
        MarkedRoutes,
        OpenApiDocument,
        OpenStreams,
        PushedImages,
        TokenCache,
      ],
    };
  }
}
