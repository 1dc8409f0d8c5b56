import type { EntityManager } from 'typeorm';

/** A dyno that a router may send to, or is to let go of. */
export interface RoutedDynoRow {
  id: string;
  appId: string;
  processType: string;
  slot: number;
  address: string;
  port: number;
  isDraining: boolean;
  /** of a release that is tried beside all dynos of the one before */
  isCanary: boolean;
}

export interface RoutedAppRow {
  id: string;
  name: string;
  isMaintenance: boolean;
  hostnames: string[];
  /** web dynos that are wanted; 0 tells 'no web dynos' from 'none is well' */
  webQuantity: number;
  /** how much goes to canaries, and which requests always do; null where nothing is said */
  canaryWeight: number | null;
  canaryHeader: string | null;
  canaryCookie: string | null;
}

/** Every app with the host names that lead to it. */
export function readRoutedApps(manager: EntityManager): Promise<RoutedAppRow[]> {
  return manager.query(APPS);
}

/**
 * Dynos of type web that are up; those that drain, are unwell, were just lost or are not to be seen yet are to finish what
 * they have. What is on its way to a lost dyno is sent to another one when it does not get through.
 */
export function readRoutedDynos(manager: EntityManager): Promise<RoutedDynoRow[]> {
  return manager.query(DYNOS);
}

const APPS = `
select a.id, a.name, a.is_maintenance as "isMaintenance",
  coalesce((select quantity from formations f where f.app_id = a.id and f.process_type = 'web'), 0) as "webQuantity",
  (u.settings ->> 'canaryWeight')::float8 as "canaryWeight", u.settings ->> 'canaryHeader' as "canaryHeader",
  u.settings ->> 'canaryCookie' as "canaryCookie",
  array(select d.hostname from domains d where d.app_id = a.id order by d.hostname) as hostnames
from apps a left join lateral (
  select f.update_settings as settings from formations f
  where f.app_id = a.id and f.process_type = 'web' and f.update_settings ->> 'strategy' = 'canary') u on true
order by a.name`;

// blue/green: a release is not seen before it is promoted, nor when it never was
const IS_HIDDEN = `exists (
  select from deployments d where d.release_id = dynos.release_id
    and d.is_hidden and d.promoted_at is null and d.state <> 'succeeded')`;

// what a release that is seen alone keeps behind it
const IS_KEPT_BEHIND = `exists (
  select from deployments d where d.app_id = dynos.app_id and d.state = 'pending' and d.release_id <> dynos.release_id
    and d.switched_at is not null and d.confirmed_at is null)`;

// also of a release that failed: on their way out canaries get no more than before
const IS_CANARY = `exists (
  select from deployments d where d.release_id = dynos.release_id
    and d.state <> 'succeeded' and d.promoted_at is null and not d.is_revert and not d.is_hidden)`;

// longer than a router tries to get through to a dyno
const LOST_FOR_S = 10;

const DYNOS = `
select id, app_id as "appId", process_type as "processType", slot, host_address as address, host_port as port,
  state in ('draining', 'lost') or not is_healthy or ${IS_HIDDEN}
    or ${IS_KEPT_BEHIND} as "isDraining", ${IS_CANARY} as "isCanary"
from dynos
where process_type = 'web' and host_port is not null
  and (state in ('up', 'draining') or (state = 'starting' and is_healthy)
    or (state = 'lost' and state_since > now() - interval '${LOST_FOR_S} seconds'))
order by app_id, slot, incarnation`;
