import { type Proof, proofOf } from '@jujube/core/traffic/proof.js';
import type { EntityManager } from 'typeorm';
import type { Reader } from '../reader.js';
import { AFTER_S, deploymentTraffic, type PhaseTraffic, TRAFFIC_OF } from './deployment-traffic.js';

// routers tell what they saw every two seconds, and one may have waited for the database
const SETTLED_S = AFTER_S + 15;
const MOST_AT_ONCE = 100;

/** What a deployment did to requests so far. */
export async function proofSoFar(reader: Reader, deploymentId: string): Promise<Proof> {
  return proofOf(await reader.rows<PhaseTraffic>(TRAFFIC_OF, [[deploymentId]]));
}

/** Writes down for good what deployments did to requests that ended a while ago. Answers how many. */
export async function writeProofs(manager: EntityManager): Promise<number> {
  const unproven: { id: string }[] = await manager.query(UNPROVEN, [SETTLED_S, MOST_AT_ONCE]);
  const ids = unproven.map(({ id }) => id);
  const traffic = await deploymentTraffic(manager, ids);
  for (const id of ids) {
    const proof = proofOf(traffic.filter(({ deploymentId }) => deploymentId === id));
    await manager.query('update deployments set proof = $2 where id = $1', [id, JSON.stringify(proof)]);
  }
  return ids.length;
}

// older ones are from before there was any proof, or their traffic is gone
const UNPROVEN = `
select id from deployments where proof is null and finished_at < now() - make_interval(secs => $1)
  and finished_at > now() - interval '1 day' order by finished_at limit $2`;
