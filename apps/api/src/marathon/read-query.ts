import { EVENT_TYPES } from './events-between.js';
import { Mistakes } from '../definitions/mistakes.js';
import { fields, type Place, type Read } from '../definitions/read-fields.js';

/** `?force=true`; no other parameter. @throws UserError invalid_params */
export function isForced(query: unknown): boolean {
  return readQuery(query, fields({ force: flagText })).force ?? false;
}

/** `?force=true` for a PUT, which is always a partial update here. */
export function isForcedUpdate(query: unknown): boolean {
  return readQuery(query, fields({ force: flagText, partialUpdate: partialText })).force ?? false;
}

/** Whether `?embed=apps.tasks` asks for tasks; counts and deployments are always there. */
export function embedsTasks(query: unknown, what: 'app' | 'apps'): boolean {
  const known = ['tasks', 'counts', 'deployments'].map((part) => `${what}.${part}`);
  return (readQuery(query, fields({ embed: someOf(known) })).embed ?? []).includes(`${what}.tasks`);
}

/** `?event_type=deployment_info&event_type=…`; none means all. */
export function eventTypes(query: unknown): readonly string[] {
  return readQuery(query, fields({ event_type: someOf(EVENT_TYPES) })).event_type ?? [];
}

/** For routes that take no parameters. */
export function refuseQuery(query: unknown): void {
  readQuery(query, fields({}));
}

export function readQuery<T>(query: unknown, read: Read<T>): T {
  const mistakes = new Mistakes();
  const values = read({ ...(query as object) }, { path: '', mistakes });
  mistakes.refuse();
  return values!;
}

/** A parameter that may be given more than once. */
function someOf(known: readonly string[]): Read<string[]> {
  return (value, { path, mistakes }) => {
    const wanted = [value].flat();
    if (wanted.every((one): one is string => known.includes(one as string))) return wanted;
    mistakes.add(path, `may be ${known.join(', ')}`);
    return undefined;
  };
}

function flagText(value: unknown, { path, mistakes }: Place): boolean | undefined {
  if (value !== 'true' && value !== 'false') mistakes.add(path, 'must be true or false');
  return value === 'true';
}

function partialText(value: unknown, { path, mistakes }: Place): true | undefined {
  if (value === 'true') return true;
  mistakes.add(path, 'may only be true here: a PUT changes what its body names');
  return undefined;
}
