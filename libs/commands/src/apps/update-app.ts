import type { App, UpdateApp } from '@jujube/contract/app.js';
import { duration, text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const updateApp = defineVerb({
  name: 'apps:update',
  aliases: ['apps:set'],
  summary: 'change settings of an app',
  needsApp: true,
  flags: {
    deadline: duration('time', 'how long a deployment may take'),
    buildTime: text('names', 'the config vars that builds may see (comma list; "" for none)'),
  },
  examples: ['apps:update --deadline 600 -a shop', 'apps:update --build-time NPM_TOKEN,SENTRY_DSN -a shop'],
  async run(context, { app, flags, isJson }) {
    const changes = changesOf(flags);
    const updated = await context.step(
      `Updating ${app}`,
      () => context.client.apps.update(app, changes),
      (made) => told(changes, made),
    );
    if (isJson) context.out(jsonText(updated));
  },
});

function changesOf(flags: { deadline?: number; buildTime?: string }): UpdateApp {
  const { deadline, buildTime: names } = flags;
  if (deadline === undefined && names === undefined)
    throw new UsageError('Nothing to change: add --deadline SECONDS or --build-time NAMES.');
  const listed = names?.split(',').map((name) => name.trim());
  return { deadline_seconds: deadline, build_time_vars: listed?.filter((name) => name !== '') };
}

function told(changes: UpdateApp, made: App): string {
  const names = made.build_time_vars.join(', ') || 'no config vars';
  return [
    ...(changes.deadline_seconds === undefined ? [] : [`deadline is ${made.deadline_seconds} s`]),
    ...(changes.build_time_vars === undefined ? [] : [`builds see ${names}`]),
  ].join(', ');
}
