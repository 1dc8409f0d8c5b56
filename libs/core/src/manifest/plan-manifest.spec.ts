import { refusalMessage } from '../../spec/refuses.js';
import { freshProcess } from '../../spec/settings-arbitraries.js';
import { treeOf } from '../../spec/tree-of.js';
import type { KnownHost } from '../formation/formation-wish.js';
import type { AppSettings } from './app-settings.js';
import { changesBetween } from './manifest-changes.js';
import { parseManifest } from './parse-manifest.js';
import { planManifest } from './plan-manifest.js';

const web = { ...freshProcess('web', 'node web.js'), quantity: 2 };
const shop: AppSettings = { name: 'shop', deadlineSeconds: 300, processes: [web, freshProcess('worker', '')] };
const host: KnownHost = { name: 'h1', pool: 'default', labels: { zone: 'a' }, cpuMillis: 2000, memoryMib: 4096 };

const plan = (document: object, before = shop, hosts: KnownHost[] = []) =>
  planManifest({ before, hosts }, parseManifest(treeOf(document)));
const ofWeb = (members: object) => ({ processes: { web: members } });

describe('planManifest', () => {
  it('changes what is said and keeps the rest', () => {
    const constrained = plan(ofWeb({ constraints: ['zone:UNIQUE'], pool: 'default', update: { auto_revert: true } }));
    const after = plan(ofWeb({ cpu: '100m', pool: null, update: { min_healthy_seconds: 5 } }), constrained);
    expect(after.processes[0]).toMatchObject({
      ...{ quantity: 2, cpuMillis: 100, memoryMib: 256, command: 'node web.js' },
      rules: { constraints: [['zone', 'UNIQUE']], pool: undefined },
      update: { autoRevert: true, minHealthySeconds: 5 },
    });
    expect(after.processes[1]).toBe(shop.processes[1]);
    expect(plan(ofWeb({ update: null }), after).processes[0]!.update).toEqual({});
  });

  it('calls process types of the app itself by their own name, as they are stored', () => {
    const near = (selector: string) => ofWeb({ affinity: [{ target: 'service', selector }] });
    const after = plan(near('shop.worker'));
    expect(after.processes[0]!.rules.affinity).toMatchObject([{ selector: 'worker' }]);
    expect(plan(near('worker'), after).processes[0]).toBe(after.processes[0]);
  });

  it('judges an update by the quantity that comes with it', () => {
    const three = { quantity: 3, update: { strategy: 'canary', canary: 3 } };
    expect(plan(ofWeb(three)).processes[0]).toMatchObject({ quantity: 3, update: { canary: 3 } });
    expect(refusalMessage(() => plan(ofWeb({ ...three, quantity: 2 })))).toMatch(
      /^jujube\.yml:1: Update strategy: canary 3/,
    );
  });

  it('does not judge again what is so already', () => {
    const canary = plan(ofWeb({ update: { strategy: 'canary', canary: 2 } }));
    const scaledDown = { ...canary, processes: [{ ...canary.processes[0]!, quantity: 1 }] };
    const same = ofWeb({ update: { strategy: 'canary', canary: 2 } });
    expect(plan(same, scaledDown).processes[0]).toBe(scaledDown.processes[0]);
    const huge = { ...shop, processes: [{ ...web, memoryMib: 9000 }] };
    expect(plan(ofWeb({ memory: '9000Mi' }), huge, [host]).processes[0]).toBe(huge.processes[0]);
  });

  it('says where what can never run stands', () => {
    expect(refusalMessage(() => plan(ofWeb({ constraints: ['zone:IS:b'] }), shop, [host]))).toMatch(
      /^jujube\.yml:1: web can never run like this: .*zone IS b/,
    );
    expect(refusalMessage(() => plan({ processes: { cron: {} } }))).toMatch(
      /^jujube\.yml:1: there is no process type cron/,
    );
  });

  it('leaves the quantity of what people scale', () => {
    const manifest = parseManifest(treeOf({ processes: { web: { quantity: 5, cpu: '1' }, worker: { quantity: 5 } } }));
    const isScaledByHand = (type: string) => type === 'web';
    const { processes } = planManifest({ before: shop, hosts: [], isScaledByHand }, manifest);
    expect(processes).toMatchObject([{ quantity: 2, cpuMillis: 1000 }, { quantity: 5 }]);
  });
});

describe('changesBetween', () => {
  it('tells each setting by itself, and lists as one', () => {
    const after = plan({
      deadline_seconds: 60,
      processes: {
        web: {
          host_labels: { zone: 'a' },
          constraints: ['zone:UNIQUE', 'hostname:UNIQUE'],
          spread: [{ topology_key: 'zone' }],
        },
      },
    });
    const spread = '{topology_key: zone, max_skew: 1, when_unsatisfiable: DoNotSchedule, weight: 50}';
    expect(changesBetween(shop, after)).toEqual([
      { setting: 'deadline_seconds', from: '300', to: '60' },
      { setting: 'web.host_labels.zone', from: null, to: 'a' },
      { setting: 'web.constraints', from: null, to: 'zone:UNIQUE, hostname:UNIQUE' },
      { setting: 'web.spread', from: null, to: spread },
    ]);
    expect(changesBetween(after, shop)).toContainEqual({ setting: 'web.spread', from: spread, to: null });
  });
});
