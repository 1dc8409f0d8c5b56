import type { Release } from '@jujube/contract/release.js';

/** What came of a release that later ones superseded: `superseded by v11, which serves`. Empty when none did. */
export function supersessionText(path: readonly Release[]): string {
  const last = path.at(-1);
  if (last === undefined || path.length < 2) return '';
  const end = last.current ? 'which serves' : 'which was released';
  const isOther = path.some((release, index) => index > 0 && !buildsUpon(release, path[index - 1]));
  if (!isOther) return `superseded by v${last.version}, ${end}`;
  return `superseded by another release, v${last.version} "${last.description}", ${end}`;
}

/** Config changes take over what was pending; a rollback takes nothing, another image only the config. */
function buildsUpon(later: Release, earlier: Release | undefined): boolean {
  return later.image === earlier?.image && !later.description.startsWith('Rollback to ');
}
