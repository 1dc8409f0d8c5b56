import type { AccessRecord } from './access-log-format.js';

/** What the router knows of the app at the time of the request. */
export interface AppCondition {
  readonly isMaintenance: boolean;
  /** web is scaled to at least 1 */
  readonly isWanted: boolean;
}

export interface RequestError {
  readonly code: string;
  readonly description: string;
}

/** Heroku's H-code of a request that the router answered itself (Dev Center, 'Error codes'); null when the app answered. */
export function errorOf(record: AccessRecord, app: AppCondition): RequestError | null {
  const [cause, phase] = record.termination;
  if (cause === 'L' && record.status === 503 && app.isMaintenance) return error('H80', 'Maintenance mode');
  if (cause === 'C') return error('H27', 'Client Request Interrupted');
  if (cause === 's' && phase === 'Q') return error('H11', 'Backlog too deep');
  if (cause === 's' && phase === 'H') return error('H12', 'Request timeout');
  if (cause === 's') return error('H15', 'Idle connection');
  if (cause === 'S' && phase === 'C') return noServer(record, app);
  if (cause === 'S' && phase === 'H') return error('H13', 'Connection closed without response');
  if (cause === 'S') return error('H18', 'Server Request Interrupted');
  return null;
}

function noServer(record: AccessRecord, app: AppCondition): RequestError {
  if (record.dyno !== '') return error('H21', 'Backend connection refused');
  return app.isWanted ? error('H10', 'App crashed') : error('H14', 'No web dynos running');
}

function error(code: string, description: string): RequestError {
  return { code, description };
}
