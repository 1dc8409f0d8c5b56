import type { Deployment } from '@jujube/contract/deployment.js';
import { count } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { timeAgo } from '../output/time-text.js';
import { deployStateText } from './deploy-state-text.js';

export const listDeploys = defineVerb({
  name: 'deploys',
  summary: 'list the deployments of an app',
  needsApp: true,
  flags: { num: count('number', 'how many (default 15)', { short: 'n' }) },
  examples: ['deploys -a shop'],
  async run(context, { app, flags, isJson }) {
    const deployments = await context.client.deployments.list(app, flags.num ?? 15);
    if (isJson) return context.out(jsonText(deployments));
    context.out(heading(`${app} Deployments`));
    context.out(table(deployments, columns(context.nowMs())));
  },
});

function columns(nowMs: number) {
  return [
    { title: 'release', get: (deployment: Deployment) => `v${deployment.release.version}` },
    { title: 'state', get: (deployment: Deployment) => deployStateText(deployment) },
    { title: 'began', get: (deployment: Deployment) => timeAgo(deployment.created_at, nowMs) },
    { title: 'id', get: (deployment: Deployment) => deployment.id },
    { title: 'reason', get: (deployment: Deployment) => deployment.reason ?? '' },
  ];
}
