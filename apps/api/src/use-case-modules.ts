import { AppsModule } from '@jujube/usecases/apps/apps.module.js';
import { AuditModule } from '@jujube/usecases/audit/audit.module.js';
import { BrowserLoginsModule } from '@jujube/usecases/browser-logins/browser-logins.module.js';
import { BuildsModule } from '@jujube/usecases/builds/builds.module.js';
import { CollaboratorsModule } from '@jujube/usecases/collaborators/collaborators.module.js';
import { ConfigModule } from '@jujube/usecases/config/config.module.js';
import { DeploymentsModule } from '@jujube/usecases/deployments/deployments.module.js';
import { DomainsModule } from '@jujube/usecases/domains/domains.module.js';
import { DynosModule } from '@jujube/usecases/dynos/dynos.module.js';
import { EnvironmentsModule } from '@jujube/usecases/environments/environments.module.js';
import { FormationModule } from '@jujube/usecases/formation/formation.module.js';
import { HostsModule } from '@jujube/usecases/hosts/hosts.module.js';
import { LogsModule } from '@jujube/usecases/logs/logs.module.js';
import { ManifestModule } from '@jujube/usecases/manifest/manifest.module.js';
import { PipelinesModule } from '@jujube/usecases/pipelines/pipelines.module.js';
import { PlacementModule } from '@jujube/usecases/placement/placement.module.js';
import { ReleasesModule } from '@jujube/usecases/releases/releases.module.js';
import { RolesModule } from '@jujube/usecases/roles/roles.module.js';
import { SniEndpointsModule } from '@jujube/usecases/sni-endpoints/sni-endpoints.module.js';
import { SourcesModule } from '@jujube/usecases/sources/sources.module.js';
import { TasksModule } from '@jujube/usecases/tasks/tasks.module.js';
import { TeamsModule } from '@jujube/usecases/teams/teams.module.js';
import { TokensModule } from '@jujube/usecases/tokens/tokens.module.js';
import { TransfersModule } from '@jujube/usecases/transfers/transfers.module.js';
import { UsersModule } from '@jujube/usecases/users/users.module.js';

/** Everything that a user can do, by noun. */
export const USE_CASE_MODULES = [
  AppsModule,
  AuditModule,
  BrowserLoginsModule,
  BuildsModule,
  CollaboratorsModule,
  ConfigModule,
  DeploymentsModule,
  DomainsModule,
  TasksModule,
  DynosModule,
  EnvironmentsModule,
  FormationModule,
  HostsModule,
  LogsModule,
  ManifestModule,
  PipelinesModule,
  PlacementModule,
  ReleasesModule,
  RolesModule,
  SniEndpointsModule,
  SourcesModule,
  TeamsModule,
  TokensModule,
  TransfersModule,
  UsersModule,
];
