import { clearHost } from './contract-host.js';
import type { ContractHost, OpenContractHost } from './contract-host.js';
import { describeFiles } from './engine-contract/files.js';
import { describeImages } from './engine-contract/images.js';
import { describeLife } from './engine-contract/life.js';
import { describeLogs } from './engine-contract/logs.js';
import { describeOwnership } from './engine-contract/ownership.js';
import { describeProcesses } from './engine-contract/processes.js';

/** What every ContainerEngine must keep to; run against the fake and, over each transport, against real engines. */
export function describeEngineContract(name: string, open: OpenContractHost): void {
  describe(`container engine: ${name}`, () => {
    let host: ContractHost;
    beforeAll(async () => {
      host = await open();
    });
    afterAll(() => clearHost(host));

    it('answers, and tells what the host is', async () => {
      await host.engine.ping();
      const facts = await host.engine.inspectHost();
      expect(facts.cpuMillis).toBe(facts.cpus * 1000);
      expect(facts.memoryMib).toBeGreaterThan(0);
      expect(facts.apiVersion).toMatch(/^1\.\d+$/);
      expect(await host.engine.bridgeGateway()).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    });

    for (const describePart of [
      describeLife,
      describeOwnership,
      describeProcesses,
      describeLogs,
      describeFiles,
      describeImages,
    ]) {
      describePart(() => host);
    }
  });
}
