import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { changesBetween } from '@jujube/core/manifest/manifest-changes.js';
import { planManifest } from '@jujube/core/manifest/plan-manifest.js';
import { renderManifest } from '@jujube/core/manifest/render-manifest.js';
import { readManifest } from '@jujube/usecases/manifest/read-manifest.js';
import { writeYaml } from '@jujube/usecases/manifest/write-yaml.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../libs/core/spec/property-runs.js';
import { freshProcess, someSettings } from '../libs/core/spec/settings-arbitraries.js';

it(
  'the text of an exported manifest makes of another app what the first one is, and changes nothing of the first',
  () => {
    fc.assert(
      fc.property(someSettings, (settings) => {
        const manifest = readManifest(writeYaml(settings), 'jujube.yml');
        expect(changesBetween(settings, planManifest({ before: settings, hosts: [] }, manifest))).toEqual([]);
        const processes = settings.processes.map(({ processType, command }) => freshProcess(processType, command));
        const other = { name: 'shop', deadlineSeconds: 300, processes };
        expect(renderManifest(planManifest({ before: other, hosts: [] }, manifest))).toEqual(renderManifest(settings));
      }),
      PROPERTY_RUNS,
    );
  },
  PROPERTY_TIMEOUT_MS,
);

it('the example of the README is one, for a single host as well', () => {
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const manifest = readManifest(example, 'jujube.yml');
  const before = { name: 'shop', deadlineSeconds: 300, processes: [freshProcess('web', '')] };
  const host = { name: 'h1', pool: 'default', labels: {}, cpuMillis: 2000, memoryMib: 2048 };
  expect(planManifest({ before, hosts: [host] }, manifest).processes).toMatchObject([{ quantity: 2, cpuMillis: 100 }]);
});
