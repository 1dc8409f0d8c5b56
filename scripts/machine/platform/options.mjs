import { parseArgs } from 'node:util';
import { UsageError } from '../step-error.mjs';

export const START_USAGE = 'npm start -- [--hosts N] [--detach] [--no-demo]';

const OPTIONS = {
  hosts: { type: 'string' },
  detach: { type: 'boolean' },
  'no-demo': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * What `npm start` was asked for. Without `--` npm keeps flags to itself and hands them over as npm_config_*; depending on
 * its version the number of `--hosts 3` is there, or the variable says true and the number is an argument.
 */
export function startOptions(argv, env) {
  const { values, positionals } = parse(argv);
  const fromNpm = env.npm_config_hosts === 'true' ? (positionals.shift() ?? '') : env.npm_config_hosts;
  if (positionals.length > 0) throw refusal(`unknown argument: ${positionals.join(' ')}`);
  const hosts = values.hosts ?? fromNpm;
  return {
    hosts: hosts === undefined ? undefined : hostCount(hosts),
    detach: values.detach ?? env.npm_config_detach === 'true',
    demo: !(values['no-demo'] ?? (env.npm_config_demo === '' || env.npm_config_demo === 'false')),
    help: values.help ?? false,
  };
}

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw refusal(cause.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? unknownOption(cause.message) : cause.message);
  }
}

// node's message begins `Unknown option '--bogus'` and goes on about arguments that there are not
function unknownOption(message) {
  const [, name = ''] = /'([^']*)'/.exec(message) ?? [];
  return `npm start has no option ${name}; it knows --hosts N, --detach, --no-demo and --help`;
}

function hostCount(text) {
  const count = Number(text);
  if (text !== '' && Number.isInteger(count) && count >= 1 && count <= 50) return count;
  throw refusal(`--hosts must be a number from 1 to 50, not ${JSON.stringify(text)}`);
}

function refusal(message) {
  return new UsageError(message, { todo: START_USAGE });
}
