import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { Reader } from '@jujube/database/reader.js';
import { isOwnApp } from '@jujube/database/role-grants/granted-leaves.js';
import { ReleaseConfig } from '@jujube/database/releases/release-config.js';
import type { Service } from './service.js';

export interface DynoEnding {
  readonly id: string;
  readonly state: DynoState;
  readonly reason: string | null;
}

/** Reads the process types of apps with all that runs of them and waits. Nobody sees another's but administrators. */
@Injectable()
export class ServiceQueries {
  constructor(
    private readonly reader: Reader,
    private readonly config: ReleaseConfig,
  ) {}

  /** @param of the process types of one app only */
  list({ isAdmin, userId }: Caller, of: { appName?: string } = {}): Promise<Service[]> {
    return this.reader.rows<Service>(SERVICES, [isAdmin, userId, of.appName ?? null]);
  }

  /** How dynos ended that are no longer told of: those of the ids that have. */
  endings(dynoIds: readonly string[]): Promise<DynoEnding[]> {
    return this.reader.rows<DynoEnding>(ENDINGS, [dynoIds]);
  }

  /** The config vars of its release, in clear. */
  configOf({ releaseId, configEncrypted }: Service): ConfigVars {
    return this.config.open({ id: releaseId, configEncrypted });
  }
}

const ENDINGS = `
select id, state, reason from dynos where id = any($1::uuid[]) and state in ('stopped', 'crashed', 'lost')`;

const DYNOS = `
select coalesce(json_agg(json_build_object('id', y.id, 'slot', y.slot, 'state', y.state, 'isHealthy', y.is_healthy,
  'generation', y.generation, 'releasedAt', v.created_at, 'hostId', y.host_id, 'hostName', y.host_name,
  'hostAddress', y.host_address, 'hostPort', y.host_port, 'ports', y.ports, 'createdAt', y.created_at, 'stateSince', y.state_since)
  order by y.slot, y.incarnation), '[]') as dynos
from dynos y left join releases v on v.id = y.release_id
where y.app_id = f.app_id and y.process_type = f.process_type and y.state not in ('stopped', 'crashed', 'lost')`;

const WAITS = `
select coalesce(json_agg(json_build_object('slot', s.slot, 'state', s.state, 'reason', s.reason, 'since', s.since,
  'retryAt', s.retry_at) order by s.slot), '[]') as waits
from waiting_slots s where s.app_id = f.app_id and s.process_type = f.process_type and s.slot <= f.quantity`;

const WISHES = `
select coalesce(json_agg(json_build_object('slot', w.slot, 'isStopped', w.is_stopped, 'restart', w.restart)), '[]') as wishes,
  max(w.updated_at) as at
from slot_wishes w where w.app_id = f.app_id and w.process_type = f.process_type`;

const TARGET = `
select r.*, d.id as deployment_id, d.state as deployment_state from releases r join deployments d on d.release_id = r.id
where r.app_id = a.id and d.state in ('pending', 'succeeded') order by r.version desc limit 1`;

const GIVEN_UP = `
select max(d.finished_at) as at from deployments d where d.app_id = a.id and d.state in ('failed', 'cancelled')`;

const SERVICES = `
select f.id as "formationId", f.app_id as "appId", a.name as "appName", f.process_type as "processType", f.quantity,
  f.cpu_millis as "cpuMillis", f.memory_mib as "memoryMib", f.rules, f.health_check as "healthCheck", f.update_settings as "update",
  f.disruption_settings as disruption,
  (select e.name from environments e where e.id = a.environment_id) as environment,
  r.id as "releaseId", coalesce(r.type_images ->> f.process_type, r.image) as image, r.image_tag as "imageTag", r.process_types ->> f.process_type as command,
  r.config_encrypted as "configEncrypted", r.created_at as "releasedAt", a.deadline_seconds as "deadlineSeconds",
  greatest(f.updated_at, w.at, g.at) as "changedAt",
  case r.deployment_state when 'pending' then r.deployment_id end as "deploymentId", y.dynos, s.waits, w.wishes
from apps a
join lateral (${TARGET}) r on r.image is not null
join formations f on f.app_id = a.id and r.process_types ? f.process_type
cross join lateral (${DYNOS}) y
cross join lateral (${WAITS}) s
cross join lateral (${WISHES}) w
cross join lateral (${GIVEN_UP}) g
where ($1 or ${isOwnApp('$2')}) and ($3::text is null or a.name = $3)
order by a.name, f.process_type <> 'web', f.process_type`;
