import { fieldOf, type FieldHost } from './host-field.js';
import type { HostAffinity, ServiceAffinity } from './placement-rules.js';

/** Whether the rule speaks of this very host. */
export function hasLabel(host: FieldHost, { label, value }: HostAffinity): boolean {
  const own = fieldOf(host, label);
  return own !== undefined && (value === null || own === value);
}

/** 'near disk=ssd', 'away from shop.web by zone' */
export function attractionText(rule: HostAffinity | ServiceAffinity): string {
  const what = 'serviceName' in rule ? rule.serviceName : labelText(rule);
  return `${rule.weight > 0 ? 'near' : 'away from'} ${what}${rule.field === 'hostname' ? '' : ` by ${rule.field}`}`;
}

function labelText({ label, value }: HostAffinity): string {
  return value === null ? label : `${label}=${value}`;
}
