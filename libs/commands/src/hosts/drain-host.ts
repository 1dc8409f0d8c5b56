import type { Host } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { duration, on } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { waitUntil } from '../waiting/wait-until.js';

const DEFAULT_DEADLINE_SECONDS = 300;

export const drainHost = defineVerb({
  name: 'hosts:drain',
  summary: 'move everything off a host, without a failed request',
  args: { host: word('host', 'name or id') },
  flags: {
    deadline: duration('time', `how long to wait (default ${DEFAULT_DEADLINE_SECONDS}); the drain goes on after it`),
    wait: on('do not wait until it is empty'),
  },
  examples: ['hosts:drain h2', 'hosts:drain h2 --deadline 10m', 'hosts:drain h2 --no-wait'],
  async run(context, { args, flags, isJson }) {
    const seconds = flags.deadline ?? DEFAULT_DEADLINE_SECONDS;
    const host = await context.step(
      `Draining ${args.host}`,
      async (step) => {
        const draining = await context.client.hosts.act(args.host, 'drain');
        return flags.wait ? waitUntilEmpty(context, draining, { seconds, step }) : draining;
      },
      (drained) => (drained.dynos === 0 ? 'it is empty' : `${drained.dynos} dynos are leaving`),
    );
    if (isJson) context.out(jsonText(host));
  },
});

function waitUntilEmpty(
  context: CommandContext,
  host: Host,
  { seconds, step }: { seconds: number; step: Step },
): Promise<Host> {
  context.leaveBehind(`draining ${host.name}. See: hosts:info ${host.name}`);
  let left = host.dynos;
  return waitUntil(context, {
    deadlineMs: seconds * 1000,
    overdue: () =>
      `${left} dynos are still on ${host.name} after ${seconds} s: the other hosts may have no room for them, or a budget keeps them (ps:disruption). See: hosts, and ps:explain -a APP`,
    look: async () => {
      const seen = await context.client.hosts.get(host.id);
      left = seen.dynos;
      step.say(`${left} dynos left`);
      return left === 0 ? seen : undefined;
    },
  });
}
