import type { UpdateFormation } from '@jujube/contract/formation.js';
import type { PlacementRules } from '@jujube/contract/placement-rules.js';
import { word } from '../language/argument.js';
import { count, text, texts, toggle, upTo } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { parsePairs } from '../output/pair-list.js';
import { parseAffinity, parseConstraint, parsePort, parseSpread } from './rule-flags.js';
import { rulesText } from './rules-text.js';
import { parseSize } from './size-flags.js';

export const place = defineVerb({
  name: 'ps:place',
  summary: 'say where the dynos of a process type may go (without flags: anywhere), and how big they are',
  needsApp: true,
  args: { type: word('type', 'process type') },
  flags: {
    pool: text('pool', 'only on hosts of this pool'),
    hostLabel: texts('name=value', 'only on hosts with this label; may be repeated'),
    onePerHost: toggle('never two of them on one host'),
    constraint: texts(
      'field:OPERATOR[:value]',
      'UNIQUE, MAX_PER, GROUP_BY, CLUSTER, IS, LIKE, UNLIKE; may be repeated',
    ),
    affinity: texts('target:selector[:…]', 'near a host, service or label, by weight or required; may be repeated'),
    antiAffinity: texts('target:selector[:…]', 'the same, away from it; may be repeated'),
    spread: texts('field[:skew][:required]', 'the same number in each zone, rack …; may be repeated'),
    tolerate: texts('value', 'also on hosts with the label requires=VALUE; may be repeated'),
    priority: upTo(100, 'who is placed first when not everything fits (default 50)'),
    hostPort: count('port', 'the port of the host to publish dynos on, one per host', { max: 65_535 }),
    port: texts('name[=[host:]port][/udp]', 'publish a port beside PORT, told as PORT_<NAME>; may be repeated'),
    gpus: upTo(64, 'graphics processors that each dyno has for itself'),
    cpu: text('cores', 'what each dyno reserves, such as 250m or 0.5'),
    memory: text('size', 'what each dyno reserves, such as 256Mi or 1Gi'),
  },
  examples: [
    'ps:place web --constraint hostname:UNIQUE --constraint zone:GROUP_BY:3 --cpu 250m --memory 256Mi -a shop',
    "ps:place worker --affinity 'label:disk=ssd:50' --anti-affinity 'service:shop.web:hostname' --spread zone -a shop",
    'ps:place worker --gpus 1 --port metrics=9090 -a shop',
    'ps:place worker --host-label disk=ssd --pool builders --one-per-host -a shop',
  ],
  async run(context, { app, args, flags, isJson }) {
    const entry = await context.step(
      `Placing ${args.type} dynos of ${app}`,
      () => context.client.formation.update(app, args.type, changeOf(flags)),
      (updated) => rulesText(updated.rules),
    );
    if (isJson) context.out(jsonText(entry));
  },
});

interface PlaceFlags {
  pool: string | undefined;
  hostLabel: string[];
  onePerHost: boolean;
  constraint: string[];
  affinity: string[];
  antiAffinity: string[];
  spread: string[];
  tolerate: string[];
  priority: number | undefined;
  hostPort: number | undefined;
  port: string[];
  gpus: number | undefined;
  cpu: string | undefined;
  memory: string | undefined;
}

/** Rules are replaced as a whole; a command that speaks of nothing but sizes leaves them alone. */
function changeOf(flags: PlaceFlags): UpdateFormation {
  const rules = rulesOf(flags);
  const size = parseSize(flags);
  const isAboutSizeOnly = Object.keys(size).length > 0 && Object.keys(rules).length === 0;
  return { ...size, ...(isAboutSizeOnly ? {} : { rules }) };
}

function rulesOf(flags: PlaceFlags): PlacementRules {
  const affinity = [
    ...flags.affinity.map((rule) => parseAffinity(rule, 'affinity')),
    ...flags.antiAffinity.map((rule) => parseAffinity(rule, 'anti-affinity')),
  ];
  return {
    ...(flags.pool === undefined ? {} : { pool: flags.pool }),
    ...(flags.hostLabel.length === 0 ? {} : { host_labels: parsePairs(flags.hostLabel, '--host-label') }),
    ...(flags.onePerHost ? { one_per_host: true } : {}),
    ...(flags.constraint.length === 0 ? {} : { constraints: flags.constraint.map(parseConstraint) }),
    ...(affinity.length === 0 ? {} : { affinity }),
    ...(flags.spread.length === 0 ? {} : { spread: flags.spread.map(parseSpread) }),
    ...(flags.tolerate.length === 0 ? {} : { tolerations: flags.tolerate }),
    ...(flags.priority === undefined ? {} : { priority: flags.priority }),
    ...(flags.hostPort === undefined ? {} : { host_port: flags.hostPort }),
    ...(flags.port.length === 0 ? {} : { ports: flags.port.map(parsePort) }),
    ...(flags.gpus === undefined ? {} : { gpus: flags.gpus }),
  };
}
