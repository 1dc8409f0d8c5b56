import { describeConfigPatch, mergeConfigVars, type ConfigVars } from './config-vars.js';
import type { NextRelease, ReleaseGround } from './next-release.js';

export interface ManifestWish {
  /** by process type; those that are not named stay */
  readonly commands: Readonly<Record<string, string>>;
  /** added to those that there are */
  readonly config: ConfigVars;
}

/** The release that runs other commands of the same image, or has more config vars; null when nothing of it is new. */
export function releaseForManifest({ latest, base }: ReleaseGround, wish: ManifestWish): NextRelease | null {
  const changed = Object.keys(wish.commands).filter((type) => base.processTypes[type] !== wish.commands[type]);
  const configChange = describeConfigPatch(latest.configVars, wish.config);
  if (changed.length === 0 && configChange === null) return null;
  const commandChange = changed.length === 0 ? [] : [`Change ${changed.join(', ')}`];
  return {
    version: latest.version + 1,
    description: [...commandChange, ...(configChange === null ? [] : [configChange])].join('; '),
    image: base.image,
    typeImages: base.typeImages,
    processTypes: { ...base.processTypes, ...wish.commands },
    configVars: mergeConfigVars(latest.configVars, wish.config),
  };
}
