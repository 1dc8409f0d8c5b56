import type { MarathonDeployment } from '@jujube/contract/marathon.js';
import type { Change } from './changes.js';

/** A change that is under way as a deployment of one step. */
export function presentMarathonDeployment({ id, version, isRelease, appIds }: Change): MarathonDeployment {
  const action = isRelease ? ('RestartApplication' as const) : ('ScaleApplication' as const);
  return {
    ...{ id, version, affectedApps: [...appIds], affectedPods: [], currentStep: 1, totalSteps: 1 },
    currentActions: appIds.map((app) => ({ action, app, readinessCheckResults: [] })),
    steps: [{ actions: appIds.map((app) => ({ action, app })) }],
  };
}
