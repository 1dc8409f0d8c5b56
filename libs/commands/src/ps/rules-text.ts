import type { Affinity, NamedPort, PlacementRules, Spread } from '@jujube/contract/placement-rules.js';
import { pairText } from '../output/pair-list.js';

/** 'pool builders, zone GROUP_BY 3, near disk=ssd (50)', or 'on any host'. */
export function rulesText(rules: PlacementRules): string {
  const parts = [
    rules.pool === undefined ? '' : `pool ${rules.pool}`,
    rules.host_labels ? pairText(rules.host_labels) : '',
    rules.one_per_host ? 'one per host' : '',
    ...(rules.constraints ?? []).map((constraint) => constraint.join(' ')),
    ...(rules.affinity ?? []).map(affinityText),
    ...(rules.spread ?? []).map(spreadText),
    ...(rules.tolerations ?? []).map((value) => `tolerates ${value}`),
    rules.priority === undefined ? '' : `priority ${rules.priority}`,
    rules.host_port === undefined ? '' : `on port ${rules.host_port} of the host`,
    ...(rules.ports ?? []).map(portText),
    rules.gpus === undefined ? '' : `${rules.gpus} ${rules.gpus === 1 ? 'gpu' : 'gpus'} each`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'on any host' : parts.join(', ');
}

function portText({ name, container_port: inside, host_port: outside, protocol }: NamedPort): string {
  const own = outside === undefined ? '' : ` on ${outside} of the host`;
  return `port ${name} ${inside}${protocol === 'udp' ? '/udp' : ''}${own}`;
}

function affinityText({ selector, topology_key: field = 'hostname', weight = 100, required }: Affinity): string {
  const where = field === 'hostname' ? '' : ` by ${field}`;
  return `${weight > 0 ? 'near' : 'away from'} ${selector}${where} (${required ? 'required' : Math.abs(weight)})`;
}

function spreadText({ topology_key: field, max_skew: skew = 1, when_unsatisfiable: otherwise }: Spread): string {
  return `spread over ${field}${skew === 1 ? '' : ` by ${skew}`}${otherwise === 'ScheduleAnyway' ? '' : ' (required)'}`;
}
