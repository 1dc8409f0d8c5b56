import { TEST_PASSWORD } from '../support/test-api.js';
import type { Exchange } from './transcripts.js';

export interface ReplayAnswer {
  readonly status: number;
  readonly body: unknown;
}

const DIGEST = /sha256:[0-9a-f]{64}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** what stands for them in the recording */
const CREDENTIALS = /\{\{token\}\}|base64\(email:password\)/;

/** Asks again what was recorded, with our ids in place of the recorded ones, which it learns from each answer. */
export class Replay {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** @param recorded an id of the recording that stands for ours from now on */
  learn(recorded: string, ours: string): void {
    this.ids.set(recorded, ours);
  }

  async ask(exchange: Exchange): Promise<ReplayAnswer> {
    const query = new URLSearchParams(exchange.query ?? {}).toString();
    // as the router takes what is for the registry and has a token of ours
    const prefix = exchange.host?.startsWith('registry.') ? '/registry' : '';
    const target = prefix + this.translated(exchange.path) + (query === '' ? '' : `?${query}`);
    const authorization = exchange.headers.authorization?.replace(CREDENTIALS, this.credentials(exchange));
    const headers = { ...exchange.headers, ...(authorization && { authorization }) };
    const body = exchange.body === undefined ? {} : { body: this.translated(JSON.stringify(exchange.body)) };
    const response = await fetch(this.url + target, { method: exchange.method, headers, ...body });
    const text = await response.text();
    const answer = { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    if (answer.status < 400) this.compare(exchange.response, answer.body);
    return answer;
  }

  private translated(text: string): string {
    // the one region here
    const ours = (id: string) => this.ids.get(id) ?? id;
    return text.replaceAll(UUID, ours).replaceAll(DIGEST, ours).replaceAll('"region":"us"', '"region":"hosts"');
  }

  private credentials({ headers, method, path }: Exchange): string {
    if (method === 'POST' && path === '/oauth/authorizations') return basic(`alice@jujube.test:${TEST_PASSWORD}`);
    return headers.authorization?.startsWith('Basic') ? basic(`any:${this.token}`) : this.token;
  }

  // the same place in both answers tells the same thing
  private compare(recorded: unknown, ours: unknown): void {
    if (Array.isArray(recorded) && Array.isArray(ours)) {
      return recorded.forEach((item, index) => this.compare(item, partnerOf(item, ours) ?? ours[index]));
    }
    if (!isObject(recorded) || !isObject(ours)) return;
    for (const name of ['id', 'digest'] as const) {
      const [theirs, own] = [recorded[name], ours[name]];
      if (typeof theirs === 'string' && typeof own === 'string') this.ids.set(theirs, own);
    }
    for (const [key, value] of Object.entries(recorded)) this.compare(value, ours[key]);
  }
}

const basic = (text: string) => Buffer.from(text).toString('base64');

function partnerOf(item: unknown, items: readonly unknown[]): unknown {
  if (!isObject(item)) return undefined;
  const key = ['name', 'version', 'type', 'hostname', 'stage'].find((one) => item[one] !== undefined);
  return key === undefined ? undefined : items.find((other) => isObject(other) && other[key] === item[key]);
}

/** Paths of the fields that the client needs and the answer lacks. */
export function lacking(needed: unknown, body: unknown, at = ''): string[] {
  if (Array.isArray(needed)) {
    if (!Array.isArray(body)) return [`${at} is no list`];
    const [first] = needed as unknown[];
    return first === undefined ? [] : body.flatMap((item) => lacking(first, item, `${at}[]`));
  }
  if (!isObject(needed)) return [];
  if (!isObject(body)) return Object.keys(needed).length === 0 ? [] : [`${at} is no object`];
  return Object.entries(needed).flatMap(([key, value]) =>
    key in body ? lacking(value, body[key], `${at}.${key}`) : [`${at}.${key} is missing`],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
