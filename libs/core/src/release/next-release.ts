import { UserError } from '../errors/user-error.js';
import type { ConfigPatch, ConfigVars } from './config-vars.js';
import { describeConfigPatch, mergeConfigVars } from './config-vars.js';
import type { DeploymentState, Release } from './release.js';

/** All that one release fixes for ever, before it has an id. */
export interface NextRelease extends Pick<
  Release,
  'version' | 'description' | 'image' | 'typeImages' | 'processTypes'
> {
  readonly configVars: ConfigVars;
}

/** A release that exists, with the state of its own deployment (null: it needed none). */
export interface PastRelease extends NextRelease {
  readonly deploymentState: DeploymentState | null;
}

/** What a new release builds upon. */
export interface ReleaseGround {
  /** the newest of all: its version is counted on, its config vars hold */
  readonly latest: NextRelease;
  /** gives image and process types: see baseRelease() */
  readonly base: NextRelease;
}

/** `apps:create` makes it; nothing runs. */
export function initialRelease(): NextRelease {
  return { version: 1, description: 'Initial release', image: null, typeImages: {}, processTypes: {}, configVars: {} };
}

/** The newest release that serves or is about to: a failed one must not come back through a change of config. */
export function baseRelease<R extends Pick<PastRelease, 'version' | 'deploymentState'>>(releases: readonly R[]): R {
  const usable = releases.filter(
    ({ deploymentState: state }) => state === null || state === 'pending' || state === 'succeeded',
  );
  const [newest] = usable.sort((a, b) => b.version - a.version);
  if (!newest) throw new Error('every app has its initial release, which needs no deployment; this one has none');
  return newest;
}

/** `config:set`, `config:unset`. Null when the patch changes nothing. */
export function releaseForConfig({ latest, base }: ReleaseGround, patch: ConfigPatch): NextRelease | null {
  const description = describeConfigPatch(latest.configVars, patch);
  if (description === null) return null;
  const configVars = mergeConfigVars(latest.configVars, patch);
  const { image, typeImages, processTypes } = base;
  return { version: latest.version + 1, description, image, typeImages, processTypes, configVars };
}

export interface NewImage {
  readonly image: string;
  /** none unless they are given */
  readonly typeImages?: Readonly<Record<string, string>>;
  readonly processTypes: Readonly<Record<string, string>>;
  /** 'Deploy 1a2b3c4d' */
  readonly description: string;
}

/** A build or a pushed image. */
export function releaseForImage(latest: NextRelease, wish: NewImage): NextRelease {
  const { image, typeImages = {}, processTypes, description } = wish;
  return { version: latest.version + 1, description, image, typeImages, processTypes, configVars: latest.configVars };
}

/** Images, config vars and process types of the target under a new number; quantities are not touched. Throws `invalid_params`. */
export function releaseForRollback(latest: NextRelease, target: PastRelease): NextRelease {
  const name = `v${target.version}`;
  if (target.image === null) refuse(`${name} has no image that could run`);
  if (!isRollbackTarget(target)) refuse(`${name} did not succeed, so there is nothing good to go back to`);
  if (target.version === latest.version) refuse(`${name} is the newest release already`);
  const { image, typeImages, processTypes, configVars } = target;
  const description = `Rollback to ${name}`;
  return { version: latest.version + 1, description, image, typeImages, processTypes, configVars };
}

const LONGEST_REASON = 120;

/** The last good release again, because `failed` did not arrive. */
export function releaseForRevert(failed: PastRelease, target: PastRelease, reason: string): NextRelease {
  const why = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON - 1)}…` : reason;
  const description = `Automatic rollback to v${target.version}: v${failed.version} failed: ${why}`;
  return { ...releaseForRollback(failed, target), description };
}

/** Whether `rollback` may choose it; its image must be kept as long. */
export function isRollbackTarget({ image, deploymentState }: Pick<PastRelease, 'image' | 'deploymentState'>): boolean {
  return image !== null && (deploymentState === null || deploymentState === 'succeeded');
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Cannot roll back: ${why}. \`jujube releases\` lists what there is.`);
}
