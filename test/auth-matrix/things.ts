/** What paths name, by the names that they have there: ids wherever there are any. */
export interface Things {
  readonly app: string;
  readonly app_name: string;
  readonly process_type: string;
  readonly build: string;
  readonly release: string;
  readonly deployment: string;
  readonly dyno: string;
  readonly type: string;
  readonly domain: string;
  readonly collaborator: string;
  readonly token: string;
  readonly task: string;
  readonly host: string;
  readonly environment: string;
  readonly role: string;
  readonly grant: string;
  readonly user: string;
  /** somebody else, of no app */
  readonly guest: string;
  readonly account: string;
  readonly account_token: string;
  readonly pipeline: string;
  readonly coupling: string;
  readonly promotion: string;
  readonly transfer: string;
  readonly endpoint: string;
  readonly team: string;
  readonly login: string;
  readonly source: string;
  readonly secret: string;
}

/** Which of them a request is about. `other`: of another type, or below somebody else's than the path says. */
export const KINDS = ['own', 'foreign', 'unknown', 'other'] as const;

export type Kind = (typeof KINDS)[number];
