import type { Release } from '@jujube/contract/release.js';
import { waitingText } from './ending-text.js';

/** What came of a release that later ones superseded: `superseded by v11, which serves`. Empty when none did. */
export function supersessionText(path: readonly Release[]): string {
  const last = path.at(-1);
  if (last === undefined || path.length < 2) return '';
  const isOther = path.some((release, index) => index > 0 && !buildsUpon(release, path[index - 1]));
  if (!isOther) return `superseded by v${last.version}, which ${stateText(last)}`;
  return `superseded by another release, v${last.version} "${last.description}", which ${stateText(last)}`;
}

function stateText(release: Release): string {
  if (release.status === 'pending') return waitingText(release);
  return release.current ? 'serves' : 'was released';
}

/** Config changes take over what was pending; a rollback takes nothing, another image only the config. */
function buildsUpon(later: Release, earlier: Release | undefined): boolean {
  return later.image === earlier?.image && !later.description.startsWith('Rollback to ');
}
