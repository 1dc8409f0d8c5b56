import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { GrantedPort } from '@jujube/core/cluster/grant.js';
import type { FormationRow } from '@jujube/database/apps/wanted-rows.js';
import { generationOf } from './generation.js';

/** A dyno that has not ended, as PostgreSQL's JSON tells it. */
export interface ServiceDyno {
  readonly id: string;
  readonly slot: number;
  readonly state: DynoState;
  readonly isHealthy: boolean;
  readonly generation: string;
  readonly releasedAt: string | null;
  readonly hostId: string;
  readonly hostName: string;
  readonly hostAddress: string;
  readonly hostPort: number | null;
  readonly ports: readonly GrantedPort[];
  readonly createdAt: string;
  readonly stateSince: string;
}

/** A slot that waits for a host, or for the end of its back-off. */
export interface ServiceWait {
  readonly slot: number;
  readonly state: 'blocked' | 'crashed';
  readonly reason: string;
  readonly since: string;
  readonly retryAt: string | null;
}

export interface ServiceWish {
  readonly slot: number;
  readonly isStopped: boolean;
  readonly restart: number;
}

/** One process type of an app: what is wanted of it, by its target release and formation, and what there is. */
export interface Service extends FormationRow {
  readonly formationId: string;
  readonly appName: string;
  readonly releaseId: string;
  readonly image: string;
  readonly imageTag: string | null;
  readonly command: string;
  readonly configEncrypted: Buffer;
  readonly releasedAt: Date;
  /** when it was last wanted differently without a release of its own: scaled, restarted, a deployment given up */
  readonly changedAt: Date;
  readonly deadlineSeconds: number;
  /** the app's deployment that is under way */
  readonly deploymentId: string | null;
  readonly dynos: readonly ServiceDyno[];
  readonly waits: readonly ServiceWait[];
  readonly wishes: readonly ServiceWish[];
}

/** Whether all that is wanted of it runs well, and nothing else. */
export function isSettled(service: Service): boolean {
  const { quantity, wishes, dynos } = service;
  const own = (slot: number) => wishes.filter((wish) => wish.slot === 0 || wish.slot === slot);
  const slots = Array.from({ length: quantity }, (_, index) => index + 1);
  const wanted = slots.filter((slot) => !own(slot).some(({ isStopped }) => isStopped));
  const isAsWanted = ({ slot, generation, state, isHealthy }: ServiceDyno) =>
    state === 'up' && isHealthy && wanted.includes(slot) && generation === generationOf(service, own(slot));
  const served = new Set(dynos.filter(isAsWanted).map(({ slot }) => slot));
  // one that was replaced while its host is away may stand beside its replacement
  const isAway = ({ slot, state, isHealthy }: ServiceDyno) => served.has(slot) && state === 'up' && !isHealthy;
  const others = dynos.filter((dyno) => !isAsWanted(dyno) && !isAway(dyno));
  return served.size === wanted.length && dynos.filter(isAsWanted).length === wanted.length && others.length === 0;
}
