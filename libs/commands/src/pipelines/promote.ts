import type { App } from '@jujube/contract/app.js';
import type { PipelineCoupling, PromotionTarget } from '@jujube/contract/pipeline.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { on, text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { rollOut } from '../waiting/roll-out.js';
import { STAGES } from './stage-flag.js';

export const promote = defineVerb({
  name: 'pipelines:promote',
  aliases: ['promote'],
  summary: 'release what an app runs to the apps of the next stage',
  needsApp: true,
  flags: {
    to: text('app,app', 'apps of the same pipeline, in place of those of the next stage', { short: 't' }),
    wait: on('do not wait until they serve'),
  },
  examples: ['pipelines:promote -a shop-staging', 'pipelines:promote -a shop-staging --to shop-eu,shop-us'],
  async run(context, { app, flags, isJson }) {
    const { pipelines } = context.client;
    const coupling = await pipelines.couplingOf(app);
    const targets = await targetsOf(context, { coupling, app, to: flags.to });
    const promotion = await context.step(`Promoting ${app} to ${targets.map(({ name }) => name).join(', ')}`, () =>
      pipelines.promote({
        pipeline: { id: coupling.pipeline.id },
        source: { app: coupling.app },
        targets: targets.map(({ id }) => ({ app: { id } })),
      }),
    );
    const results = await pipelines.targets(promotion.id);
    for (const target of targets) {
      const result = results.find((one) => one.app.id === target.id);
      await follow(context, target, { result, isWaiting: flags.wait });
    }
    if (isJson) context.out(jsonText({ promotion, targets: await pipelines.targets(promotion.id) }));
  },
});

async function targetsOf(
  context: CommandContext,
  { coupling, app, to }: { coupling: PipelineCoupling; app: string; to: string | undefined },
): Promise<App[]> {
  const { pipelines } = context.client;
  const couplings = await pipelines.couplings(coupling.pipeline.id);
  const apps = await pipelines.apps(couplings.map((one) => one.app.id));
  if (to !== undefined) return to.split(',').map((name) => named(apps, name.trim(), coupling.pipeline.name));
  const later = STAGES.slice(STAGES.indexOf(coupling.stage) + 1);
  const next = later.find((stage) => couplings.some((one) => one.stage === stage));
  if (next === undefined) {
    throw new CommandFailure(
      `No app of ${coupling.pipeline.name} is in a stage after ${coupling.stage}, that of ${app}.`,
    );
  }
  const ids = couplings.filter(({ stage }) => stage === next).map((one) => one.app.id);
  return apps.filter(({ id }) => ids.includes(id));
}

function named(apps: readonly App[], name: string, pipeline: string): App {
  const found = apps.find((one) => one.name === name || one.id === name);
  if (found) return found;
  throw new CommandFailure(`${name} is no app of the pipeline ${pipeline}. See: pipelines:info ${pipeline}`);
}

async function follow(
  context: CommandContext,
  { name }: App,
  { result, isWaiting }: { result: PromotionTarget | undefined; isWaiting: boolean },
): Promise<void> {
  const { release } = result ?? {};
  if (!release)
    throw new CommandFailure(`${name} got no release: ${result?.error_message ?? 'nothing is known of it'}`);
  const start = () => context.client.releases.get(name, release.id);
  await rollOut(context, { title: `Releasing ${name}`, start, isWaiting });
}
