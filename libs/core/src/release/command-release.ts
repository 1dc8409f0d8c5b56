import type { NextRelease, ReleaseGround } from './next-release.js';

/** The release that runs other commands of the same image; null when it runs them already. */
export function releaseForCommands(
  { latest, base }: ReleaseGround,
  commands: Readonly<Record<string, string>>,
): NextRelease | null {
  const changed = Object.keys(commands).filter((type) => base.processTypes[type] !== commands[type]);
  if (changed.length === 0) return null;
  const description = `Change ${changed.join(', ')}`;
  const processTypes = { ...base.processTypes, ...commands };
  return { version: latest.version + 1, description, image: base.image, processTypes, configVars: latest.configVars };
}
