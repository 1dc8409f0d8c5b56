import type { EntityManager } from 'typeorm';

/** What a request is about, as far as rows tell. */
export interface AuditTarget {
  readonly appId: string | null;
  /** id or name of a host */
  readonly host: string | null;
}

/**
 * Tells whether two looks at an app or a host were the same, and nothing else about it: SHA-256 over what users set of it.
 * Config vars count by the id of their release, so that no hash can be guessed back to a secret. Null for other targets.
 */
export async function stateHash(
  manager: Pick<EntityManager, 'query'>,
  { appId, host }: AuditTarget,
): Promise<string | null> {
  if (appId === null && host === null) return null;
  const [row]: { hash: string | null }[] = await manager.query(appId === null ? OF_HOST : OF_APP, [appId ?? host]);
  return row?.hash ?? null;
}

const hashOf = (json: string) => `encode(sha256(convert_to((${json})::text, 'UTF8')), 'hex')`;

const OF_APP = `
select ${hashOf(`jsonb_build_array(to_jsonb(a),
  (select max(r.version) from releases r where r.app_id = a.id),
  (select jsonb_agg(to_jsonb(d) - 'proof' order by d.id) from (select id, state from deployments where app_id = a.id order by created_at desc limit 3) d),
  (select jsonb_agg(to_jsonb(f) order by f.id) from formations f where f.app_id = a.id),
  (select jsonb_agg(to_jsonb(w) order by w.process_type, w.slot) from slot_wishes w where w.app_id = a.id),
  (select jsonb_agg(to_jsonb(n) order by n.id) from domains n where n.app_id = a.id),
  (select jsonb_agg(to_jsonb(s) - 'key_encrypted' order by s.id) from sni_endpoints s where s.app_id = a.id),
  (select jsonb_agg(to_jsonb(c) order by c.id) from collaborators c where c.app_id = a.id))`)} as hash
from apps a where a.id = $1`;

const OF_HOST = `
select ${hashOf(`to_jsonb(h) - 'credentials_encrypted' - 'updated_at'`)} as hash from hosts h where h.id::text = $1 or h.name = $1`;
