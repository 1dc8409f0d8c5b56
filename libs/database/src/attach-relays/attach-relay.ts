import type { EntityManager } from 'typeorm';

/** Tells where clients attach to dynos from now on, as `host:port`. */
export async function announceRelay(manager: EntityManager, address: string): Promise<void> {
  await manager.query(
    `insert into attach_relays (address) values ($1)
     on conflict (is_the_one) do update set address = excluded.address, since = now()`,
    [address],
  );
}

/** `host:port`; null before there was ever one */
export async function relayAddress(manager: EntityManager): Promise<string | null> {
  const rows: { address: string }[] = await manager.query('select address from attach_relays');
  return rows[0]?.address ?? null;
}
