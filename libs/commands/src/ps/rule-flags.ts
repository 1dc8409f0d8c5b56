import type { Affinity, Constraint, NamedPort, Spread } from '@jujube/contract/placement-rules.js';
import { UsageError } from '../language/usage-error.js';

/** `zone:GROUP_BY:3`; a value may hold further colons. */
export function parseConstraint(text: string): Constraint {
  const [field = '', operator = '', ...value] = text.split(':');
  if (field === '' || operator === '') {
    throw new UsageError(`--constraint wants FIELD:OPERATOR or FIELD:OPERATOR:VALUE, not '${text}'.`);
  }
  return value.length === 0 ? [field, operator] : [field, operator, value.join(':')];
}

/** `label:disk=ssd:50`, `service:shop.web:zone:required`: a target and a selector, then a field, a weight or `required`, in any order. */
export function parseAffinity(text: string, flag: 'affinity' | 'anti-affinity'): Affinity {
  const [target = '', selector = '', ...rest] = text.split(':');
  if (!isTarget(target) || selector === '') return refuse(text, flag);
  const weights = rest.filter((part) => /^\d{1,3}$/.test(part)).map(Number);
  const fields = rest.filter((part) => !/^\d{1,3}$/.test(part) && part !== 'required');
  if (weights.length > 1 || fields.length > 1 || fields[0] === '') return refuse(text, flag);
  const [weight = 100] = weights;
  return {
    ...{ target, selector },
    ...(fields[0] !== undefined && { topology_key: fields[0] }),
    weight: flag === 'affinity' ? weight : -weight,
    ...(rest.includes('required') && { required: true }),
  };
}

/** `zone`, `zone:2` (how many more than the emptiest), `zone:required`. */
export function parseSpread(text: string): Spread {
  const [field = '', ...rest] = text.split(':');
  const isRequired = rest.at(-1) === 'required';
  const [skew, ...others] = isRequired ? rest.slice(0, -1) : rest;
  if (field === '' || others.length > 0 || (skew !== undefined && !/^[1-9]\d{0,2}$/.test(skew))) {
    throw new UsageError(`--spread wants FIELD, FIELD:SKEW or FIELD:required, such as zone:1:required, not '${text}'.`);
  }
  return {
    topology_key: field,
    ...(skew !== undefined && { max_skew: Number(skew) }),
    when_unsatisfiable: isRequired ? 'DoNotSchedule' : 'ScheduleAnyway',
  };
}

/** `metrics`, `metrics=9090`, `dns=5353:53/udp`: a name, then as Docker writes it the port of the host, of the container, the protocol. */
export function parsePort(text: string): NamedPort {
  const match = /^([a-z][a-z0-9-]*)(?:=(?:(\d{1,5}):)?(\d{1,5}))?(?:\/(tcp|udp))?$/.exec(text);
  if (!match) {
    throw new UsageError(
      `--port wants NAME[=[HOST_PORT:]PORT][/udp], such as metrics=9090 or dns=5353:53/udp, not '${text}'.`,
    );
  }
  const [, name = '', hostPort, containerPort, protocol] = match;
  return {
    name,
    ...(containerPort !== undefined && { container_port: Number(containerPort) }),
    ...(hostPort !== undefined && { host_port: Number(hostPort) }),
    ...(protocol !== undefined && { protocol: protocol as 'tcp' | 'udp' }),
  };
}

function isTarget(text: string): text is Affinity['target'] {
  return text === 'host' || text === 'service' || text === 'label';
}

function refuse(text: string, flag: string): never {
  throw new UsageError(
    `--${flag} wants host:NAME, service:APP.TYPE or label:KEY=VALUE, then a field, a weight from 1 to 100 or 'required', ` +
      `such as label:disk=ssd:50 or service:shop.web:zone:required, not '${text}'.`,
  );
}
