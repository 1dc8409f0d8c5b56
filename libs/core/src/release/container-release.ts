import { UserError } from '../errors/user-error.js';
import { isProcessType } from '../formation/process-type.js';
import type { NextRelease, ReleaseGround } from './next-release.js';
import { pushedProcessTypes, type PushedImage } from './pushed-process-types.js';
import { imagesOf } from './type-images.js';

/** An image of its own for one process type; null: the process type goes. */
export interface ContainerWish {
  readonly processType: string;
  readonly found: { readonly image: string; readonly pushed: PushedImage } | null;
}

const SHOWN_DIGITS = 12;

/**
 * `container:release`, `container:rm`: the process types that are named get what was pushed for them, or go; the others keep
 * image and command. Throws `invalid_params`, and `not_found` for one to go that is not there.
 */
export function releaseForContainers({ latest, base }: ReleaseGround, wishes: readonly ContainerWish[]): NextRelease {
  const commands = new Map(Object.entries(base.processTypes));
  const images = new Map(Object.entries(base.typeImages));
  for (const { processType, found } of wishes) {
    if (found === null) {
      if (!commands.delete(processType))
        throw new UserError('not_found', `There is no process type ${processType}.`, { resource: 'formation' });
      images.delete(processType);
    } else {
      commands.set(processType, commandOf(processType, found.pushed));
      images.set(processType, found.image);
    }
  }
  if (commands.size === 0) refuse('nothing would be left to run: stop it with ps:scale, or destroy the app');
  return {
    version: latest.version + 1,
    description: describe(wishes),
    ...imagesOf([...commands.keys()], { image: base.image, typeImages: Object.fromEntries(images) }),
    processTypes: Object.fromEntries(commands),
    configVars: latest.configVars,
  };
}

/** What its label says of this process type, as our builds label them; else its own command. */
function commandOf(processType: string, pushed: PushedImage): string {
  if (!isProcessType(processType)) refuse(`"${processType.slice(0, 40)}" is no name of a process type`);
  const labelled = pushed.label === undefined ? {} : pushedProcessTypes(pushed, {});
  if (Object.hasOwn(labelled, processType)) return labelled[processType]!;
  if (!pushed.hasCommand) refuse(`the image for ${processType} has neither CMD nor ENTRYPOINT`);
  return '';
}

function describe(wishes: readonly ContainerWish[]): string {
  const deployed = wishes.flatMap(({ processType, found }) =>
    found ? [`${processType} (${digits(found.image)})`] : [],
  );
  const removed = wishes.flatMap(({ processType, found }) => (found ? [] : [processType]));
  return [
    ...(deployed.length > 0 ? [`Deploy ${deployed.join(', ')}`] : []),
    ...(removed.length > 0 ? [`Remove ${removed.join(', ')}`] : []),
  ].join('; ');
}

function digits(image: string): string {
  const digest = image.slice(image.lastIndexOf(':') + 1);
  return digest.slice(0, SHOWN_DIGITS);
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `${why[0]!.toUpperCase()}${why.slice(1)}.`);
}
