import type { Formation, UpdatePolicy } from '@jujube/contract/formation.js';
import { word } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { choice, count, fraction, parseSeconds, seconds, text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb, type Input } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { findEntry } from '../ps/find-entry.js';
import { updateLines } from './update-text.js';

const FLAGS = {
  strategy: choice(['rolling', 'canary', 'bluegreen', 'recreate'], 'how the old release goes'),
  canary: count('number', 'dynos of the new release beside all old ones, until it is promoted'),
  canaryWeight: text('percent|off', 'so much of the traffic goes to canaries, however many they are'),
  canaryHeader: text('name: value|off', 'requests with this header always go to canaries'),
  canaryCookie: text('name=value|off', 'requests with this cookie always go to canaries'),
  autoPromote: text('after=60s|off', 'promote by itself what has been ready for so long'),
  confirm: choice(['auto', 'manual'], 'bluegreen: keep old dynos until deploys:confirm'),
  keepPrevious: seconds('time', 'keep them for so long when nobody confirms (default 1h)'),
  minHealth: fraction('fraction', 'of the dynos stay ready (default 1)'),
  maxOver: fraction('fraction', 'of the dynos more may exist meanwhile (default 0.25)'),
  minHealthy: seconds('time', 'a new dyno must be healthy before an old one goes (default 0s)'),
  drainTimeout: seconds('time', 'routers may take to let go of a dyno (default 10s)'),
  autoRevert: choice(['on', 'off'], 'after a release that failed, release the last good one again'),
  maxErrorRate: text('percent|off', 'take a release back of whose requests more fail'),
  maxP95Ratio: text('times|off', 'take a release back that lets 95 % of its requests wait so many times longer'),
  reset: toggle('back to the default'),
};

type Flags = Input<Record<never, never>, typeof FLAGS>['flags'];

export const setStrategy = defineVerb({
  name: 'deploys:strategy',
  summary: 'say how a process type goes from one release to the next (without flags: show it)',
  needsApp: true,
  args: { type: word('type', 'process type') },
  flags: FLAGS,
  examples: [
    'deploys:strategy web -a shop',
    'deploys:strategy web --strategy canary --canary 1 --auto-promote after=60s -a shop',
    "deploys:strategy web --strategy canary --canary-weight 10% --canary-header 'X-Canary: 1' -a shop",
    'deploys:strategy web --max-error-rate 5% --max-p95-ratio 2 -a shop',
    'deploys:strategy worker --strategy recreate --auto-revert on -a shop',
  ],
  async run(context, { app, args, flags, isJson }) {
    const wish = updateOf(flags);
    if (flags.reset && Object.keys(wish).length > 0) throw new UsageError('Say either --reset or what to change.');
    const update = flags.reset ? null : wish;
    const isChange = update === null || Object.keys(update).length > 0;
    const entry = isChange
      ? await change(context, { app, type: args.type, update })
      : await findEntry(context, app, args.type);
    if (isJson) return context.out(jsonText(entry));
    if (isChange) return;
    context.out(heading(`Updates of ${entry.type} on ${app}`));
    context.out(keyValues(updateLines(entry)));
  },
});

function updateOf(flags: Flags): Partial<UpdatePolicy> {
  const update: Partial<UpdatePolicy> = {
    strategy: flags.strategy,
    canary: flags.canary,
    canary_weight: share('canary-weight', flags.canaryWeight),
    canary_header: flags.canaryHeader === 'off' ? null : flags.canaryHeader,
    canary_cookie: flags.canaryCookie === 'off' ? null : flags.canaryCookie,
    auto_promote_after_seconds: flags.autoPromote === undefined ? undefined : promoteAfter(flags.autoPromote),
    minimum_health_capacity: flags.minHealth,
    maximum_over_capacity: flags.maxOver,
    min_healthy_seconds: flags.minHealthy,
    drain_timeout_seconds: flags.drainTimeout,
    confirm: flags.confirm,
    keep_previous_seconds: flags.keepPrevious,
    auto_revert: flags.autoRevert === undefined ? undefined : flags.autoRevert === 'on',
    max_error_rate: share('max-error-rate', flags.maxErrorRate),
    max_p95_ratio: ratio(flags.maxP95Ratio),
  };
  return Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
}

function share(name: string, value: string | undefined): number | null | undefined {
  if (value === undefined || value === 'off') return value && null;
  const [, number] = /^(\d{1,3}(?:\.\d{1,4})?)%?$/.exec(value) ?? [];
  if (number === undefined) throw new UsageError(`--${name} wants a share like 5% or off, not '${value}'.`);
  return Number(number) / 100;
}

function ratio(value: string | undefined): number | null | undefined {
  if (value === undefined || value === 'off') return value && null;
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(value))
    throw new UsageError(`--max-p95-ratio wants a number like 2 or off, not '${value}'.`);
  return Number(value);
}

function promoteAfter(words: string): number | null {
  if (words === 'off') return null;
  const [, time] = /^after=(.*)$/.exec(words) ?? [];
  if (time === undefined) throw new UsageError(`--auto-promote wants after=60s or off, not '${words}'.`);
  return parseSeconds(time, 'auto-promote after');
}

function change(
  context: CommandContext,
  { app, type, update }: { app: string; type: string; update: Partial<UpdatePolicy> | null },
): Promise<Formation> {
  return context.step(
    `Setting how ${type} of ${app} is updated`,
    () => context.client.formation.update(app, type, { update }),
    (entry) => entry.update.strategy,
  );
}
