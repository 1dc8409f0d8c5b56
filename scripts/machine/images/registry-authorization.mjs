import { registryToken } from '../registry/registry-token.mjs';
import { StepError } from '../step-error.mjs';

/** For our own registry: tokens signed with the key that it trusts, so that images can be pushed before any user exists. */
export function signedAuthorization(signer) {
  const actions = ['pull', 'push'];
  return (repository) => `Bearer ${registryToken(signer, [{ type: 'repository', name: repository, actions }])}`;
}

/** For a registry that somebody else runs: what it asks for (nothing, basic or a token of its service), with a user's password. */
export function foreignAuthorization(registryUrl, { username, password } = {}) {
  const basic = username && `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return async (repository) => {
    const answer = await fetch(`${registryUrl}/v2/`, { signal: AbortSignal.timeout(10_000) });
    const challenge = answer.headers.get('www-authenticate') ?? '';
    if (answer.status === 200) return undefined;
    if (!/^Bearer /i.test(challenge)) return basic;
    return `Bearer ${await tokenFrom(challenge, { repository, basic })}`;
  };
}

async function tokenFrom(challenge, { repository, basic }) {
  const value = (name) => challenge.match(new RegExp(`${name}="([^"]*)"`))?.[1];
  const url = new URL(value('realm'));
  url.search = new URLSearchParams({ service: value('service') ?? '', scope: `repository:${repository}:pull,push` });
  const answer = await fetch(url, {
    headers: basic ? { Authorization: basic } : {},
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.ok) {
    const body = await answer.json();
    return body.token ?? body.access_token;
  }
  throw new StepError(`the token service ${url.origin} of the registry answered ${answer.status}`, {
    todo: 'Check REGISTRY_USERNAME and REGISTRY_PASSWORD (or REGISTRY_PASSWORD_FILE).',
  });
}
