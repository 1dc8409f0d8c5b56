import type { Formation, HealthCheck } from '@jujube/contract/formation.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const showChecks = defineVerb({
  name: 'checks',
  summary: 'show the health checks of an app',
  needsApp: true,
  examples: ['checks -a shop'],
  async run(context, { app, isJson }) {
    const formation = await context.client.formation.list(app);
    if (isJson) return context.out(jsonText(formation.map(({ type, health_check }) => ({ type, health_check }))));
    context.out(heading(`${app} Health Checks`));
    context.out(table(formation, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'type', get: (entry: Formation) => entry.type },
  { title: 'check', get: (entry: Formation) => checkText(entry) },
];

function checkText({ type, health_check: check }: Formation): string {
  if (!check) return type === 'web' ? 'PORT accepts a connection' : 'none: the process runs';
  const what = check.protocol === 'http' ? `GET ${check.path}` : 'TCP connection';
  const where = check.port_name === undefined ? '' : ` on port ${check.port_name}`;
  return `${what}${where} ${timingText(check)}`;
}

function timingText(check: HealthCheck): string {
  const every = `every ${check.interval_seconds} s within ${check.timeout_seconds} s`;
  const failures = `${check.max_consecutive_failures} failures in a row after ${check.grace_seconds} s of grace`;
  return `${every}, ${failures}${brakeText(check)}`;
}

function brakeText({ on_unhealthy: onUnhealthy, quorum = 1 }: HealthCheck): string {
  if (onUnhealthy === 'none') return ', then left alone';
  return onUnhealthy === 'recreateOnQuorum' ? `, then replaced while ${quorum} others are healthy` : '';
}
