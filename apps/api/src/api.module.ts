import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LostBuilds } from '@jujube/database/builds/lost-builds.js';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import { QueueModule } from '@jujube/queue/queue.module.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AccountController } from './account/account.controller.js';
import { AppFilterController } from './apps/app-filter.controller.js';
import { AppController } from './apps/app.controller.js';
import { NewApps } from './apps/new-apps.js';
import { EmptyAppListsController } from './apps/empty-app-lists.controller.js';
import { AppScopeGuard } from './apps/app-scope.guard.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { AuditTrail } from './audit/audit-trail.js';
import { ChainCheck } from './audit/chain-check.js';
import { AccessGuard } from './auth/access.guard.js';
import { Authentication } from './auth/authentication.js';
import { MarkedRoutes } from './auth/marked-routes.js';
import { TokenCache } from './auth/token-cache.js';
import { TokenUses } from './auth/token-uses.js';
import { AuthorizationController } from './authorizations/authorization.controller.js';
import { RequestedToken } from './authorizations/requested-token.js';
import { BrowserLoginController } from './browser-login/browser-login.controller.js';
import { CliLoginController } from './browser-login/cli-login.controller.js';
import { IdentityProvider } from './browser-login/identity-provider.js';
import { SignOn } from './browser-login/sign-on.js';
import { BuildController } from './builds/build.controller.js';
import { BuildOutputController } from './builds/build-output.controller.js';
import { BuildOutputStream } from './builds/build-output-stream.js';
import { BuildOutputUrl } from './builds/build-output-url.js';
import { RequestedBuild } from './builds/requested-build.js';
import { CollaboratorController } from './collaborators/collaborator.controller.js';
import { CommandController } from './commands/command.controller.js';
import { ConfigController } from './config/config.controller.js';
import { DeploymentController } from './deployments/deployment.controller.js';
import { DomainController } from './domains/domain.controller.js';
import { DynoController } from './dynos/dyno.controller.js';
import { EnvironmentController } from './environments/environment.controller.js';
import { KnownEnvironments } from './environments/known-environments.js';
import { PlacesForApps } from './environments/places-for-apps.js';
import { SpaceController } from './environments/space.controller.js';
import { FleetController } from './fleet/fleet.controller.js';
import { FormationController } from './formation/formation.controller.js';
import { ReleasedContainers } from './formation/released-containers.js';
import { GitController } from './git/git.controller.js';
import { PushBuild } from './git/push-build.js';
import { TaskController } from './eremetic/task.controller.js';
import { TaskImages } from './eremetic/task-images.js';
import { EremeticVersionController } from './eremetic/version.controller.js';
import { HostController } from './hosts/host.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { RateLimits } from './limits/rate-limits.js';
import { LogSessionController } from './logs/log-session.controller.js';
import { LogStreamController } from './logs/log-stream.controller.js';
import { LogStream } from './logs/log-stream.js';
import { ManifestController } from './manifest/manifest.controller.js';
import { EventStream } from './marathon/event-stream.js';
import { MarathonAppController } from './marathon/marathon-app.controller.js';
import { MarathonApps } from './marathon/marathon-apps.js';
import { MarathonChanges } from './marathon/marathon-changes.js';
import { MarathonClusterController } from './marathon/marathon-cluster.controller.js';
import { MarathonDeploymentController } from './marathon/marathon-deployment.controller.js';
import { MarathonEventController } from './marathon/marathon-event.controller.js';
import { ProcessCommands } from './marathon/process-commands.js';
import { CouplingController } from './pipelines/coupling.controller.js';
import { PipelineController } from './pipelines/pipeline.controller.js';
import { PipelinesInReach } from './pipelines/pipelines-in-reach.js';
import { PromotionController } from './pipelines/promotion.controller.js';
import { Promotions } from './pipelines/promotions.js';
import { PlacementController } from './placement/placement.controller.js';
import { EmptyListsController } from './platform/empty-lists.controller.js';
import { HourlyPurge } from './platform/hourly-purge.js';
import { OpenApiDocument } from './platform/openapi-document.js';
import { PlatformController } from './platform/platform.controller.js';
import { PushedContainers } from './registry/pushed-containers.js';
import { PushedImages } from './registry/pushed-images.js';
import { RegistryAccess } from './registry/registry-access.js';
import { RegistryManifestController } from './registry/registry-manifest.controller.js';
import { RegistryTokenController } from './registry/registry-token.controller.js';
import { ReleaseController } from './releases/release.controller.js';
import { RoleController } from './roles/role.controller.js';
import { RoleGrantController } from './roles/role-grant.controller.js';
import { OpenStreams } from './server/open-streams.js';
import { StreamHolders } from './server/stream-holders.js';
import { ServiceAccountController } from './service-accounts/service-account.controller.js';
import { SniEndpointController } from './sni-endpoints/sni-endpoint.controller.js';
import { SourceController } from './sources/source.controller.js';
import { KnownTeams } from './teams/known-teams.js';
import { TeamAppController } from './teams/team-app.controller.js';
import { TeamController } from './teams/team.controller.js';
import { TeamMemberController } from './teams/team-member.controller.js';
import { TransferController } from './transfers/transfer.controller.js';
import { TwoFactorController } from './two-factor/two-factor.controller.js';
import { UserController } from './users/user.controller.js';
import { SETTINGS } from './settings.provider.js';
import { USE_CASE_MODULES } from './use-case-modules.js';

const CONTROLLERS = [
  AccountController,
  AppController,
  AppFilterController,
  AuditController,
  AuthorizationController,
  BrowserLoginController,
  CliLoginController,
  BuildController,
  BuildOutputController,
  CollaboratorController,
  CommandController,
  ConfigController,
  DeploymentController,
  DomainController,
  DynoController,
  EmptyAppListsController,
  EnvironmentController,
  SpaceController,
  EmptyListsController,
  FleetController,
  FormationController,
  GitController,
  TaskController,
  EremeticVersionController,
  HostController,
  ManifestController,
  LogSessionController,
  LogStreamController,
  MarathonAppController,
  MarathonDeploymentController,
  MarathonEventController,
  MarathonClusterController,
  PipelineController,
  CouplingController,
  PromotionController,
  PlacementController,
  PlatformController,
  RegistryManifestController,
  RegistryTokenController,
  ReleaseController,
  RoleController,
  RoleGrantController,
  ServiceAccountController,
  SniEndpointController,
  SourceController,
  TeamController,
  TeamMemberController,
  TeamAppController,
  TransferController,
  TwoFactorController,
  UserController,
];

/** HTTP in, commands out. */
@Module({})
export class ApiModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        DatabaseModule.forRoot(settings, 'api'),
        QueueModule.forRoot(settings, { outbox: OutboxRepository, nudges: Nudges, lostWork: LostBuilds }),
        CqrsModule.forRoot(),
        DiscoveryModule,
        ...USE_CASE_MODULES,
      ],
      controllers: CONTROLLERS,
      providers: [
        { provide: SETTINGS, useValue: settings },
        // in this order: who calls, then whether the app in the path is theirs
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: AppScopeGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        AuditTrail,
        ChainCheck,
        Authentication,
        BuildOutputStream,
        BuildOutputUrl,
        EventStream,
        HourlyPurge,
        IdentityProvider,
        KnownEnvironments,
        KnownTeams,
        LogStream,
        MarathonApps,
        MarathonChanges,
        MarkedRoutes,
        NewApps,
        OpenApiDocument,
        OpenStreams,
        PipelinesInReach,
        PlacesForApps,
        ProcessCommands,
        Promotions,
        PushBuild,
        PushedContainers,
        PushedImages,
        RateLimits,
        RegistryAccess,
        ReleasedContainers,
        RequestedBuild,
        RequestedToken,
        SignOn,
        StreamHolders,
        TaskImages,
        TokenCache,
        TokenUses,
      ],
    };
  }
}
