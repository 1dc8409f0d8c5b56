import type { Reference } from './reference.js';

export type DeploymentState = 'pending' | 'succeeded' | 'failed' | 'superseded' | 'cancelled';

/** What a release says about its own journey. */
export interface ReleaseDeployment {
  id: string;
  state: DeploymentState;
  /** why it ended as it did; null while pending and when it succeeded */
  reason: string | null;
  /** last lines of the app's log when it failed */
  log_excerpt: string | null;
  /**
   * of one that is under way: `promotion` (its canaries are ready), `confirmation` (it serves, old dynos are kept) or `resume`
   * (it is paused); its deadline stands still
   */
  waiting_for: 'promotion' | 'confirmation' | 'resume' | null;
  /** when its canaries promote themselves; null: somebody has to */
  promotes_at: string | null;
}

/** GET /apps/:app/deployments (newest first), GET and DELETE (cancel) /apps/:app/deployments/:id */
export interface Deployment extends ReleaseDeployment {
  app: Reference;
  release: { id: string; version: number };
  created_at: string;
  deadline_at: string;
  finished_at: string | null;
}
