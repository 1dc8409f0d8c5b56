import { maskUrl } from '@jujube/core/source/mask-url.js';
import { BuildFailure } from '../run/build-failure.js';

const REASONS: readonly [pattern: RegExp, hint: string][] = [
  [/couldn't find remote ref|not our ref|no such remote ref/i, 'It has no such branch, tag or commit.'],
  [
    /could not read Username|Authentication failed|Permission denied|terminal prompts disabled/i,
    'It asks for a login: give https://user:token@host/… or let the builder’s SSH key in.',
  ],
  [
    /Host key verification failed|HOST IDENTIFICATION HAS CHANGED/i,
    'The SSH host key is not the one seen before: if that is right, remove it from the builder’s known_hosts.',
  ],
  [/Could not resolve host|Name or service not known/i, 'There is no host of that name.'],
  [/Connection refused|timed out|Failed to connect|No route to host|Low speed/i, 'The host does not answer.'],
  [
    /not found|does not appear to be a git repository|does not exist|returned error: 404/i,
    'There is no git repository.',
  ],
];

/** What git said, as a sentence that names the repository and what to do; never with a password. */
export function explainGitFailure(source: { url: string; ref: string | null }, stderr: string): BuildFailure {
  const said = maskUrl(stderr);
  const hint = REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? 'git could not fetch it.';
  const lines = said.split('\n').filter((line) => /^(fatal|error|remote|ssh|Permission)/i.test(line));
  const where = `${maskUrl(source.url)}${source.ref ? ` at ${source.ref}` : ''}`;
  return new BuildFailure('source_unreachable', [`${where}: ${hint}`, ...lines.slice(-3)].join('\n'));
}
