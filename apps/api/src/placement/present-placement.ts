import type { HostVerdict, PlacementExplanation, ProcessPlacement } from '@jujube/contract/placement-explanation.js';
import type { AppExplanation } from '@jujube/core/explain/explain-app.js';
import type { HostVerdict as Verdict, ProcessExplanation } from '@jujube/core/explain/explain-process.js';

export function presentPlacement({ processes, steps }: AppExplanation): PlacementExplanation {
  return { processes: processes.map(presentProcess), steps: [...steps] };
}

function presentProcess({ processType, quantity, blocked, funnel, hosts }: ProcessExplanation): ProcessPlacement {
  const refusals = funnel.refusals.map(([filter, count]) => ({ filter, hosts: count }));
  return {
    ...{ type: processType, quantity, blocked },
    funnel: { considered: funnel.considered, refusals },
    hosts: hosts.map(presentVerdict),
  };
}

function presentVerdict({ hostName, refusedBy, reason, score, dynos }: Verdict): HostVerdict {
  return { host: hostName, refused_by: refusedBy, reason, score, dynos };
}
