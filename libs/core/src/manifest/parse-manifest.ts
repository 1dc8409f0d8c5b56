import { parseDeadline } from '../release/deadline.js';
import { appJsonFields } from './read-app-json.js';
import type { Manifest, ManifestProcess } from './manifest.js';
import type { ManifestNode } from './manifest-node.js';
import { refuseAt } from './place.js';
import { readFields, type Fields } from './read-fields.js';
import { readProcesses } from './read-process.js';
import { isNothing, readNumber } from './read-values.js';

type Known = Pick<Manifest, 'deadlineSeconds'> & { own: readonly ManifestProcess[] };

const FIELDS: Fields<Known> = {
  deadline_seconds: (node) => ({ deadlineSeconds: parseDeadline(readNumber(node)) }),
  processes: (node) => ({ own: readProcesses(node) }),
};

/**
 * What a manifest says, each value checked by itself. A file called app.json may hold Heroku's keys too. Throws `invalid_params`,
 * of which the message begins with file and line.
 */
export function parseManifest(tree: ManifestNode): Manifest {
  const { file } = tree.place;
  if (isNothing(tree)) return { file, processes: [], vars: [], notes: [] };
  const isAppJson = file === 'app.json' || file.endsWith('/app.json');
  const fields = isAppJson ? { ...appJsonFields(), ...FIELDS } : FIELDS;
  const read = readFields<Known & Pick<Manifest, 'processes' | 'vars' | 'notes'>>(tree, fields, '');
  const { deadlineSeconds, own = [], processes: formation = [], vars = [], notes = [] } = read;
  refuseTwice(own, formation);
  return {
    file,
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    processes: [...own, ...formation],
    vars,
    notes,
  };
}

function refuseTwice(own: readonly ManifestProcess[], formation: readonly ManifestProcess[]): void {
  for (const { processType, place } of formation) {
    if (own.some((other) => other.processType === processType)) {
      refuseAt(place, `${processType} stands below processes and below formation; keep one of them`);
    }
  }
}
