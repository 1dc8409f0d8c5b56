import { AppEntity } from './apps/app.entity.js';
import { BuildEntity } from './builds/build.entity.js';
import { CapabilityEntity } from './capabilities/capability.entity.js';
import { DeploymentEntity } from './deployments/deployment.entity.js';
import { DomainEntity } from './domains/domain.entity.js';
import { DynoEntity } from './dynos/dyno.entity.js';
import { FormationEntity } from './formations/formation.entity.js';
import { HostProbeEntity } from './host-probes/host-probe.entity.js';
import { HostStatusEntity } from './host-status/host-status.entity.js';
import { HostEntity } from './hosts/host.entity.js';
import { LogLineEntity } from './log-lines/log-line.entity.js';
import { ReleaseEntity } from './releases/release.entity.js';
import { RouterDynoEntity } from './router-dynos/router-dyno.entity.js';
import { RouterEntity } from './routers/router.entity.js';
import { SlotWishEntity } from './slot-wishes/slot-wish.entity.js';
import { SourceEntity } from './sources/source.entity.js';
import { TaskEntity } from './tasks/task.entity.js';
import { TokenEntity } from './tokens/token.entity.js';
import { UserEntity } from './users/user.entity.js';

/** Every table that has an entity; the others (outbox, leaders, chunks, output) are met by plain SQL in their folders. */
export const ENTITIES = [
  AppEntity,
  BuildEntity,
  CapabilityEntity,
  DeploymentEntity,
  DomainEntity,
  DynoEntity,
  FormationEntity,
  HostEntity,
  HostProbeEntity,
  HostStatusEntity,
  LogLineEntity,
  ReleaseEntity,
  RouterDynoEntity,
  RouterEntity,
  SlotWishEntity,
  SourceEntity,
  TaskEntity,
  TokenEntity,
  UserEntity,
];
