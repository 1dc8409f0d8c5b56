import { UserError } from '@jujube/core/errors/user-error.js';

/** An image reference taken apart; `registry` is `host[:port]`, absent for a name without one. */
export interface ImageRef {
  registry?: string;
  repository: string;
  tag?: string;
  digest?: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const REGISTRY = /^(?:[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LENGTH_LIMIT = 512;

/** Reads `[registry/]repository[:tag][@digest]`; refuses (UserError) what is not one. */
export function parseImageRef(text: string): ImageRef {
  const [named = '', digest, ...more] = text.split('@');
  const { name, tag } = splitTag(named);
  const { registry, repository } = splitRegistry(name);
  const isFine =
    text.length <= LENGTH_LIMIT &&
    more.length === 0 &&
    REPOSITORY.test(repository) &&
    (registry === undefined || REGISTRY.test(registry)) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!isFine) throw new UserError('invalid_params', `'${text.slice(0, 120)}' is not an image reference`);
  return { registry, repository, tag, digest };
}

export function formatImageRef({ registry, repository, tag, digest }: ImageRef): string {
  const name = registry === undefined ? repository : `${registry}/${repository}`;
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** A tag as users may name one; refuses (UserError) others. */
export function checkedTag(tag: string): string {
  if (TAG.test(tag)) return tag;
  throw new UserError(
    'invalid_params',
    `'${tag.slice(0, 120)}' is not an image tag: letters, digits, '_', '.' and '-'`,
  );
}

/** `host[:port]` of a registry URL, as image references carry it. */
export function registryHost(registryUrl: string): string {
  return new URL(registryUrl).host;
}

/** Whether an image is in our registry and in the repository of this app (`<registry>/<app>`). */
export function isImageOf(ref: string, place: { registry: string; app: string }): boolean {
  const { registry, repository } = parseImageRef(ref);
  return registry === place.registry && repository === place.app;
}

function splitTag(named: string): { name: string; tag?: string } {
  const colon = named.lastIndexOf(':');
  if (colon < 0 || colon < named.lastIndexOf('/')) return { name: named };
  return { name: named.slice(0, colon), tag: named.slice(colon + 1) };
}

// as Docker decides: a first part with a dot or a port, or localhost, is a registry
function splitRegistry(name: string): { registry?: string; repository: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  const isRegistry = /[.:]/.test(first) || first === 'localhost';
  return isRegistry ? { registry: first, repository: name.slice(slash + 1) } : { repository: name };
}
