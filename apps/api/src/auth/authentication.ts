import { Injectable } from '@nestjs/common';
import { Authenticator } from 'passport';
import { BasicStrategy } from 'passport-http';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { PasswordCheck } from '@jujube/usecases/users/password-check.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { TokenCache } from './token-cache.js';
import { tokenOf } from './token-of.js';

export interface Credentials {
  readonly authorization: string | undefined;
  /** where they come from */
  readonly ip: string;
  /** of a second factor */
  readonly code: string | undefined;
}

/** Heroku's name for where its CLI sends a code of a second factor. */
export const TWO_FACTOR_HEADER = 'heroku-two-factor-code';

type Done = (error: unknown, caller?: Caller | false) => void;

/**
 * Finds out who calls. `Bearer <token>` and `Basic <anything>:<token>` are the same, since Heroku's clients send the token in
 * many ways; `Basic user:password` counts only where a route says so.
 */
@Injectable()
export class Authentication {
  private readonly passport = new Authenticator();

  constructor(
    private readonly tokens: TokenCache,
    private readonly passwords: PasswordCheck,
  ) {
    const byToken = (token: string, done: Done) => settle(this.tokens.callerOf(token), done);
    this.passport.use('bearer', new BearerStrategy(byToken));
    this.passport.use('basic', new BasicStrategy((_user, token, done) => byToken(token, done)));
    this.passport.use(
      'password',
      new BasicStrategy(
        { passReqToCallback: true },
        ({ ip = '', code }: { ip?: string; code?: string }, name, password, done) =>
          settle(this.passwords.userOf({ name, password, ip, code }), done),
      ),
    );
  }

  /** Null when the credentials are missing or wrong. */
  callerOf({ authorization, ip, code }: Credentials, acceptsPassword: boolean): Promise<Caller | null> {
    if (authorization === undefined) return Promise.resolve(null);
    const strategies = acceptsPassword ? ['bearer', 'basic', 'password'] : ['bearer', 'basic'];
    // nothing but the header: passport would also take tokens out of bodies and URLs, which end up in logs
    const request = { headers: { authorization: asBearer(authorization) }, ip, code };
    return new Promise((resolve, reject) => {
      const authenticate = this.passport.authenticate(
        strategies,
        { session: false },
        (error: unknown, caller: unknown) =>
          error ? reject(error as Error) : resolve(caller ? (caller as Caller) : null),
      ) as (request: object, response: object, next: (error: Error) => void) => void;
      authenticate(request, {}, reject);
    });
  }
}

/** passport-http takes no Basic without a user, and Heroku's clients send `:<token>`, where only the token counts. */
function asBearer(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  const isNameless = scheme.toLowerCase() === 'basic' && Buffer.from(value, 'base64').toString('utf8').startsWith(':');
  const token = isNameless ? tokenOf(authorization) : null;
  return token === null ? authorization : `Bearer ${token}`;
}

function settle(found: Promise<Caller | null>, done: Done): void {
  found.then((caller) => done(null, caller ?? false), done);
}
