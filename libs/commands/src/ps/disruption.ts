import type { DisruptionPolicy, Formation } from '@jujube/contract/formation.js';
import { word } from '../language/argument.js';
import { choice, parseSeconds, text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb, type Input } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { findEntry } from './find-entry.js';

const FLAGS = {
  minAvailable: text('number|off', 'moves off a host leave so many dynos ready'),
  maxUnavailable: text('number|off', 'moves off a host take at most so many away at once'),
  lostAfter: text('time|default', 'replace dynos so long after their host was found disconnected'),
  replace: choice(['on', 'off'], 'off: dynos wait for their host to come back'),
  reconcile: choice(
    ['keep_replacement', 'keep_original', 'longest_running', 'best_score'] as const,
    'who stays when a host comes back after its dynos were replaced',
  ),
  reset: toggle('back to the default'),
};

type Flags = Input<Record<never, never>, typeof FLAGS>['flags'];

export const disruption = defineVerb({
  name: 'ps:disruption',
  summary: 'say what a process type puts up with when a host is emptied or lost (without flags: show it)',
  needsApp: true,
  args: { type: word('type', 'process type') },
  flags: FLAGS,
  examples: [
    'ps:disruption web -a shop',
    'ps:disruption web --min-available 2 --lost-after 5m -a shop',
    'ps:disruption worker --reconcile keep_original -a shop',
    'ps:disruption worker --replace off -a shop',
  ],
  async run(context, { app, args: { type }, flags, isJson }) {
    const wish = policyOf(flags);
    const isChange = Object.keys(wish).length > 0;
    if (flags.reset && isChange) throw new UsageError('Say either --reset or what to change.');
    const change = () =>
      context.step(
        `Setting what ${type} of ${app} puts up with`,
        () => context.client.formation.update(app, type, { disruption: flags.reset ? null : wish }),
        (updated) => (flags.reset ? 'the default' : budgetText(updated.disruption)),
      );
    const entry = flags.reset || isChange ? await change() : await findEntry(context, app, type);
    if (isJson) return context.out(jsonText(entry));
    if (flags.reset || isChange) return;
    context.out(heading(`Disruptions of ${type} on ${app}`));
    context.out(keyValues(disruptionLines(entry)));
  },
});

function policyOf({ minAvailable, maxUnavailable, lostAfter, replace, reconcile }: Flags): Partial<DisruptionPolicy> {
  const policy: Partial<DisruptionPolicy> = {
    min_available: dynosOrOff('min-available', minAvailable),
    max_unavailable: dynosOrOff('max-unavailable', maxUnavailable),
    lost_after_seconds: lostAfter === 'default' ? null : lostAfter && parseSeconds(lostAfter, 'lost-after'),
    replace: replace === undefined ? undefined : replace === 'on',
    reconcile,
  } as Partial<DisruptionPolicy>;
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
}

function dynosOrOff(name: string, value: string | undefined): number | null | undefined {
  if (value === undefined) return undefined;
  if (value === 'off') return null;
  if (/^\d{1,5}$/.test(value)) return Number(value);
  throw new UsageError(`--${name} wants a number of dynos or off, not '${value}'.`);
}

const RECONCILED: Readonly<Record<DisruptionPolicy['reconcile'], string>> = {
  keep_replacement: 'the replacement stays',
  keep_original: 'the original stays',
  longest_running: 'the one that has run longest stays',
  best_score: 'the one on the better host stays',
};

function disruptionLines({ disruption: policy }: Formation): [string, string][] {
  const { lost_after_seconds: lostAfter, replace } = policy;
  const lost = lostAfter === null ? 'with their host' : `${lostAfter} s after their host was found disconnected`;
  return [
    ['Planned moves', budgetText(policy)],
    ['Replaced', replace ? lost : 'never: they wait for their host'],
    ['When it is back', RECONCILED[policy.reconcile]],
  ];
}

function budgetText({ min_available: least, max_unavailable: most }: DisruptionPolicy): string {
  if (least !== null) return `leave ${least} ready`;
  return most === null ? 'as its update strategy says' : `take at most ${most} away at once`;
}
