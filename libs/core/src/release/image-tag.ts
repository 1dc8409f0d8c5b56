import { UserError } from '../errors/user-error.js';

/** Where the images of one app live: `<registry>/<app>`. */
export interface ImageHome {
  /** host and port, as engines reach it */
  readonly registry: string;
  readonly appName: string;
}

const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * What `releases create` deploys: a tag or digest in the app's own repository, or its full name.
 * An image from anywhere else is refused, because hosts pull with the app's rights only. Throws `invalid_params`.
 */
export function parseImageReference(text: string, home: ImageHome): string {
  const repository = `${home.registry}/${home.appName}`;
  const isFull = text.startsWith(`${repository}:`) || text.startsWith(`${repository}@`);
  const version = isFull ? text.slice(repository.length + 1) : text;
  const isPinned = isFull && text[repository.length] === '@';
  if (DIGEST.test(version) && (isPinned || !isFull)) return `${repository}@${version}`;
  if (TAG.test(version) && !isPinned) return `${repository}:${version}`;
  const shown = text.slice(0, 120);
  if (/[/]/.test(text) && !isFull) {
    return refuse(`"${shown}" is a foreign image. Push it to ${repository}:TAG first, then deploy TAG.`);
  }
  return refuse(`"${shown}" is no image tag: use 1 to 128 of A-Z a-z 0-9 _ . -, not starting with . or -.`);
}

function refuse(message: string): never {
  throw new UserError('invalid_params', message);
}
