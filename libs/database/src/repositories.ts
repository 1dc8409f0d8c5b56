import { AppImages } from './releases/app-images.js';
import { AppNames } from './apps/app-names.js';
import { BuildOutputRepository } from './build-output/build-output.repository.js';
import { BuildCredentials } from './builds/build-credentials.js';
import { BuildTimeConfig } from './builds/build-time-config.js';
import { BuildsRepository } from './builds/builds.repository.js';
import { LostBuilds } from './builds/lost-builds.js';
import { CapabilitiesRepository } from './capabilities/capabilities.repository.js';
import { BuildHosts } from './hosts/build-hosts.js';
import { OpenBuildsRepository } from './builds/open-builds.repository.js';
import { GoneImagesRepository } from './gone-images/gone-images.repository.js';
import { HostConnections } from './hosts/host-connections.js';
import { HostProbes } from './host-probes/host-probes.js';
import { OpenProbes } from './host-probes/open-probes.js';
import { IdempotencyKeys } from './idempotency/idempotency-keys.js';
import { LogLinesRepository } from './log-lines/log-lines.repository.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { Purge } from './purge/purge.js';
import { Reader } from './reader.js';
import { SourceArchivesRepository } from './sources/source-archives.repository.js';
import { BuildTasksRepository } from './tasks/build-tasks.repository.js';
import { ReleaseConfig } from './releases/release-config.js';
import { ReleaseLedger } from './releases/release-ledger.js';

/** What DatabaseModule lets every process inject. */
export const REPOSITORIES = [
  AppImages,
  AppNames,
  BuildHosts,
  OpenBuildsRepository,
  BuildOutputRepository,
  BuildCredentials,
  BuildTimeConfig,
  BuildsRepository,
  BuildTasksRepository,
  CapabilitiesRepository,
  GoneImagesRepository,
  HostConnections,
  HostProbes,
  IdempotencyKeys,
  LogLinesRepository,
  LostBuilds,
  OpenProbes,
  OutboxRepository,
  Purge,
  Reader,
  SourceArchivesRepository,
  ReleaseConfig,
  ReleaseLedger,
];
