const COLUMNS = `d.id, d.process_type as "processType", d.slot, d.command, d.state, d.is_healthy as "isHealthy", d.reason,
  d.cpu_millis as "cpuMillis", d.memory_mib as "memoryMib", d.release_id as "releaseId", d.release_version as "releaseVersion",
  d.host_id as "hostId", d.host_name as "hostName",
  d.host_address as "hostAddress", d.ports, d.gpus, d.created_at as "createdAt", d.state_since as "stateSince",
  w.reason as "backOff", extract(epoch from w.retry_at - now())::float as "retryInS", d.incarnation`;

// the last one of a slot that nobody holds empty, while it is empty or its next start is delayed
const RAN = `
select ${COLUMNS} from (
  select d.*, bool_or(d.state not in ('stopped', 'crashed', 'lost')) over slot_of as is_slot_live,
    d.incarnation = max(d.incarnation) over slot_of as is_newest
  from dynos d where d.app_id = $1
  window slot_of as (partition by d.process_type, d.slot)) d
left join waiting_slots w on w.app_id = d.app_id and w.process_type = d.process_type and w.slot = d.slot
  and d.is_newest and d.state in ('crashed', 'lost')
where d.state not in ('stopped', 'crashed', 'lost')
  or (d.state in ('crashed', 'lost') and d.is_newest and coalesce(w.state = 'crashed', not d.is_slot_live)
    and exists (select from formations f where f.app_id = d.app_id and f.process_type = d.process_type and f.quantity >= d.slot)
    and not exists (select from slot_wishes s
      where s.app_id = d.app_id and s.process_type = d.process_type and s.slot = d.slot and s.is_stopped))`;

// slots without a dyno that would be a dyno of the wanted release; listed after everything that runs in them
const slots = (table: string, facts: { state: string; reason: string; since: string; where: string }) => `
select md5(s.app_id || s.process_type || s.slot)::uuid, s.process_type, s.slot, r.process_types ->> s.process_type, ${facts.state},
  false, ${facts.reason}, f.cpu_millis, f.memory_mib, r.id, r.version, null, null, null, '[]', '[]', ${facts.since}, ${facts.since}, null, null, 2147483647
from ${table} s
join formations f on f.app_id = s.app_id and f.process_type = s.process_type and f.quantity >= s.slot
join lateral (
  select r.* from releases r join deployments d on d.release_id = r.id
  where r.app_id = s.app_id and d.state in ('pending', 'succeeded') order by r.version desc limit 1) r
  on r.process_types ? s.process_type
where s.app_id = $1 and ${facts.where}`;

const BLOCKED = slots('waiting_slots', {
  state: `'blocked'`,
  reason: 's.reason',
  since: 's.since',
  where: `s.state = 'blocked'`,
});

const HELD = slots('slot_wishes', {
  state: `'stopped'`,
  reason: `'stopped by ps:stop'`,
  since: 's.updated_at',
  where: `s.is_stopped and not exists (select from dynos d where d.app_id = s.app_id
    and d.process_type = s.process_type and d.slot = s.slot and d.state not in ('stopped', 'crashed', 'lost'))`,
});

/** All that users see of the dynos of app $1: what runs, and of each wanted slot that is empty why. */
export const LISTED_DYNOS = `${RAN} union all ${BLOCKED} union all ${HELD} order by "processType", slot, incarnation`;
