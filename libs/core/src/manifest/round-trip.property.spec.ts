import fc from 'fast-check';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import { freshProcess, someSettings } from '../../spec/settings-arbitraries.js';
import { treeOf } from '../../spec/tree-of.js';
import { wishOf } from '../formation/change-formation.js';
import type { AppSettings } from './app-settings.js';
import { changesBetween } from './manifest-changes.js';
import { parseManifest } from './parse-manifest.js';
import { planManifest } from './plan-manifest.js';
import { renderManifest } from './render-manifest.js';

const fresh = ({ name, processes }: AppSettings): AppSettings => ({
  ...{ name, deadlineSeconds: 300 },
  processes: processes.map(({ processType, command }) => freshProcess(processType, command)),
});
/** An empty list of rules is none. */
const meaning = ({ processes, ...rest }: AppSettings) => ({
  ...rest,
  processes: processes.map((process) => ({ ...process, rules: wishOf(process).rules })),
});
const apply = (before: AppSettings, wanted: AppSettings) =>
  planManifest({ before, hosts: [] }, parseManifest(treeOf(renderManifest(wanted))));

it.each([
  [
    'what an app is like is said by its manifest: another app becomes the same',
    (settings: AppSettings) => {
      const after = apply(fresh(settings), settings);
      expect(renderManifest(after)).toEqual(renderManifest(settings));
      expect(meaning(after)).toEqual(meaning(settings));
    },
  ],
  [
    'an app is left as it is by its own manifest',
    (settings: AppSettings) => {
      const after = apply(settings, settings);
      expect(changesBetween(settings, after)).toEqual([]);
      after.processes.forEach((process, index) => expect(process).toBe(settings.processes[index]));
    },
  ],
])('%s', (_, holds) => fc.assert(fc.property(someSettings, holds), PROPERTY_RUNS), PROPERTY_TIMEOUT_MS);

it(
  'differs from any other app by what is told, and by nothing once that is applied',
  () => {
    fc.assert(
      fc.property(someSettings, someSettings, (one, other) => {
        const types = one.processes.map(({ processType }) => processType);
        const before = {
          ...fresh(one),
          processes: [
            ...fresh(one).processes,
            ...other.processes.filter(({ processType }) => !types.includes(processType)),
          ],
        };
        const after = apply(before, one);
        expect(changesBetween(after, apply(after, one))).toEqual([]);
        expect(after.processes.slice(types.length)).toEqual(before.processes.slice(types.length));
      }),
      PROPERTY_RUNS,
    );
  },
  PROPERTY_TIMEOUT_MS,
);
