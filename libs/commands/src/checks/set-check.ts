import type { HealthCheck } from '@jujube/contract/formation.js';
import { word } from '../language/argument.js';
import { choice, count, duration, text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const setCheck = defineVerb({
  name: 'checks:set',
  summary: 'say how the dynos of a process type prove that they are well',
  needsApp: true,
  args: { type: word('type', 'process type') },
  flags: {
    http: text('path', 'GET this path on PORT; 200 to 399 passes'),
    tcp: toggle('PORT accepts a connection'),
    port: text('name', 'look at this named port instead of PORT'),
    interval: duration('time', 'between two checks (default 5)'),
    timeout: duration('time', 'for one check (default 2)'),
    grace: duration('time', 'for the start, in which failures do not count (default 60)'),
    failures: count('number', 'in a row, until a dyno is not healthy (default 3)'),
    onUnhealthy: choice(['recreate', 'none', 'recreateOnQuorum'] as const, 'for a dyno that does not recover'),
    quorum: count('number', 'recreateOnQuorum: so many others must be healthy (default 1)'),
  },
  examples: [
    'checks:set web --http /up -a shop',
    'checks:set web --http /up --interval 5 --timeout 2 --grace 60 -a shop',
    'checks:set worker --tcp --port metrics -a shop',
    'checks:set web --http /up --on-unhealthy recreateOnQuorum --quorum 2 -a shop',
  ],
  async run(context, { app, args, flags, isJson }) {
    if ((flags.http === undefined) === !flags.tcp) throw new UsageError('Say either --http PATH or --tcp.');
    const check: HealthCheck = {
      protocol: flags.tcp ? 'tcp' : 'http',
      ...(flags.http === undefined ? {} : { path: flags.http }),
      ...(flags.port === undefined ? {} : { port_name: flags.port }),
      interval_seconds: flags.interval ?? 5,
      timeout_seconds: flags.timeout ?? 2,
      grace_seconds: flags.grace ?? 60,
      max_consecutive_failures: flags.failures ?? 3,
      on_unhealthy: flags.onUnhealthy,
      quorum: flags.quorum,
    };
    const entry = await context.step(`Setting the check of ${args.type} on ${app}`, () =>
      context.client.formation.update(app, args.type, { health_check: check }),
    );
    if (isJson) context.out(jsonText(entry));
  },
});
