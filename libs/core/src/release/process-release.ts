import { UserError } from '../errors/user-error.js';
import { describeConfigPatch, mergeConfigVars, parseConfigPatch, type ConfigVars } from './config-vars.js';
import type { NextRelease, ReleaseGround } from './next-release.js';
import { pushedProcessTypes, type PushedImage } from './pushed-process-types.js';
import { imageOf, imagesOf, type RunImages } from './type-images.js';

/** What somebody describes of one process type that belongs to a release; absent members stay as they are. */
export interface ProcessWish {
  readonly processType: string;
  /** absent on a process type that is new: what the image's label says, else the image's own command */
  readonly command?: string;
  /** `tag` as people know it, `image` what it means now */
  readonly image?: { readonly tag: string; readonly image: string; readonly pushed: PushedImage };
  /** all config vars of the app */
  readonly configVars?: ConfigVars;
}

/**
 * The release that makes one process type as it is described, and leaves the app's others as they are but for the image and the
 * config vars, which an app has only one of. Null when that holds already. Throws `invalid_params`.
 */
export function releaseForProcess({ latest, base }: ReleaseGround, wish: ProcessWish): NextRelease | null {
  const { processType, image: found } = wish;
  const processTypes = { ...base.processTypes, [processType]: commandOf(wish, base.processTypes) };
  const images = imagesOf(Object.keys(processTypes), found ? withImage(base, processType, found.image) : base);
  if (imageOf(images, processType) === null) return refuse(`${processType} has nothing to run: name an image`);
  const configVars = wish.configVars === undefined ? latest.configVars : configAfter({ latest, base }, wish);
  const isImageNew = Object.keys(processTypes).some((type) => imageOf(images, type) !== imageOf(base, type));
  const isCommandNew = processTypes[processType] !== base.processTypes[processType];
  const configChange =
    wish.configVars === undefined ? null : describeConfigPatch(base.configVars, patchTo(base.configVars, configVars));
  if (!isImageNew && !isCommandNew && configChange === null) return null;
  const change = isImageNew ? `Deploy ${found?.tag.slice(0, 200)}` : (configChange ?? `Change ${processType}`);
  return { version: latest.version + 1, description: change, ...images, processTypes, configVars };
}

/** The app without one of its process types; the last one cannot go. */
export function releaseWithoutProcess({ latest, base }: ReleaseGround, processType: string): NextRelease {
  const { [processType]: gone, ...processTypes } = base.processTypes;
  if (gone === undefined) throw new UserError('not_found', `There is no process type ${processType}.`);
  if (Object.keys(processTypes).length === 0) refuse(`${processType} is the app's last process type: destroy the app`);
  const { configVars } = latest;
  return {
    version: latest.version + 1,
    description: `Remove ${processType}`,
    ...imagesOf(Object.keys(processTypes), base),
    processTypes,
    configVars,
  };
}

/** The app's image is another one, and the process type has none of its own any more. */
function withImage({ typeImages }: RunImages, processType: string, image: string): RunImages {
  const { [processType]: _own, ...others } = typeImages;
  return { image, typeImages: others };
}

function commandOf({ processType, command, image }: ProcessWish, current: NextRelease['processTypes']): string {
  if (command !== undefined) return command;
  const label = image && image.pushed.label !== undefined ? pushedProcessTypes(image.pushed, {}) : {};
  const known = label[processType] ?? current[processType];
  if (known !== undefined) return known;
  if (image?.pushed.hasCommand === false)
    refuse(`the image says nothing of what to run as ${processType}: give a command`);
  return '';
}

function configAfter({ latest, base }: ReleaseGround, { processType, configVars = {} }: ProcessWish): ConfigVars {
  const patch = patchTo(latest.configVars, configVars);
  if (Object.keys(configVars).length > 0) parseConfigPatch(configVars);
  const lost = Object.keys(patch).filter((name) => patch[name] === null);
  const others = Object.keys(base.processTypes).filter((other) => other !== processType);
  if (lost.length > 0 && others.length > 0) {
    refuse(
      `config vars belong to the whole app: these would take ${lost.join(', ')} from ${others.join(', ')} too. Name them all`,
    );
  }
  return mergeConfigVars(latest.configVars, patch);
}

function patchTo(from: ConfigVars, to: ConfigVars): Record<string, string | null> {
  return { ...Object.fromEntries(Object.keys(from).map((name) => [name, null])), ...to };
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `${why[0]!.toUpperCase()}${why.slice(1)}.`);
}
