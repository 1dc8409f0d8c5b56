import type { EntityManager } from 'typeorm';

/**
 * To be called right before lines are appended, as late in the transaction as can be: until it ends, nobody else appends. Ids
 * are given at insert but seen at commit; without this, whoever reads on after the last id it saw could pass a line.
 */
export async function holdLogOrder(manager: EntityManager): Promise<void> {
  await manager.query("select pg_advisory_xact_lock(hashtext('jujube log_lines'))");
}
