import type { EntityManager } from 'typeorm';
import type { KnownHost } from '@jujube/core/formation/formation-wish.js';

/** Every host, its pool with its environment, whose size is known, whatever its state is just now. */
export async function knownHosts(manager: EntityManager): Promise<KnownHost[]> {
  return manager.query(`
    select h.name, coalesce(e.name || '/', '') || h.pool as pool, h.labels, s.cpu_millis as "cpuMillis", s.memory_mib as "memoryMib", s.gpus
    from hosts h join host_status s on s.host_id = h.id left join environments e on e.id = h.environment_id where s.memory_mib > 0 order by h.name`);
}
