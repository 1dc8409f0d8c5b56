import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import type { AuditInput } from '@jujube/usecases/audit/note-audit-event.js';
import type { RequestWithCaller } from '../auth/caller.js';

const LONGEST = 60;

export type AuditedRequest = RequestWithCaller & {
  app?: AppRow;
  /** it stands in the log that this was asked */
  isAsked?: boolean;
  /** id of the error that was answered */
  problem?: string;
};

/** Who asks what of which target. Values of the address only: bodies and queries may hold secrets. */
export function aboutRequest(request: AuditedRequest): {
  event: Omit<AuditInput['event'], 'kind' | 'status' | 'problem'>;
  about: AuditInput['about'];
} {
  const { app, caller, method, permission } = request;
  const params = Object.entries((request.params ?? {}) as Record<string, string>);
  const named = params.map(([key, value]) => `${key}=${key === 'app' && app ? app.name : shown(key, value)}`);
  const host = params.find(([key]) => key === 'host')?.[1] ?? null;
  return {
    event: {
      requestId: request.id,
      actorId: caller?.userId ?? null,
      actorEmail: caller?.email ?? null,
      tokenId: caller?.tokenId ?? null,
      ip: request.ip,
      verb: `${method} ${request.routeOptions.url ?? 'unknown route'}`,
      permission: permission ?? null,
      target: named.join(' '),
    },
    about: { appId: app?.id ?? null, host: app ? null : host },
  };
}

// a token is named by its id; whoever puts its text there would find it in the log
function shown(key: string, value: string): string {
  const isSafe = key !== 'token' || value === '~' || /^[0-9a-f-]{36}$/i.test(value);
  return isSafe ? value.slice(0, LONGEST) : '…';
}
