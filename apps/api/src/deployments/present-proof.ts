import type { DeploymentProof, TrafficFigures } from '@jujube/contract/deployment.js';
import type { Proof, TrafficFigures as SeenFigures } from '@jujube/core/traffic/proof.js';

export function presentProof({ before, during, ofNew, after }: Proof, isFinal: boolean): DeploymentProof {
  return {
    before: presentFigures(before),
    during: presentFigures(during),
    of_new: presentFigures(ofNew),
    after: presentFigures(after),
    is_final: isFinal,
  };
}

function presentFigures({ requests, serverErrors, resets, p95Ms }: SeenFigures): TrafficFigures {
  return { requests, server_errors: serverErrors, resets, p95_ms: p95Ms };
}
