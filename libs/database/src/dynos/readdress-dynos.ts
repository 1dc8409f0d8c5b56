import type { EntityManager } from 'typeorm';

/** Lets the dynos of a host be reached where the host is reached now; answers whether any were to be reached elsewhere. */
export async function readdressDynos(manager: EntityManager, hostId: string): Promise<boolean> {
  const [, moved]: [unknown, number] = await manager.query(READDRESS, [hostId]);
  return moved > 0;
}

const READDRESS = `
update dynos d set host_address = coalesce(h.address, s.address)
from hosts h join host_status s on s.host_id = h.id
where h.id = $1 and d.host_id = h.id and d.state not in ('stopped', 'crashed', 'lost')
  and d.host_address <> coalesce(h.address, s.address)`;
