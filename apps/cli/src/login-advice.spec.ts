import { ApiError } from '@jujube/contract/client/api-error.js';
import { withLoginAdvice, type LoginFacts } from './login-advice.js';

const facts: LoginFacts = {
  baseUrl: 'http://127.0.0.1:5100',
  hasTokenFromEnv: false,
  hasUrlFromEnv: false,
  runningUrl: undefined,
};
const refused = new ApiError({ id: 'unreachable', message: 'GET x failed: connect ECONNREFUSED.', status: 0 });
const unauthorized = new ApiError({ id: 'unauthorized', message: 'Log in again with: jujube login', status: 401 });
const told = (error: unknown, more: Partial<LoginFacts>) =>
  (withLoginAdvice(error, { ...facts, ...more }) as Error).message;

describe('withLoginAdvice', () => {
  it('names JUJUBE_TOKEN when it is the token that was refused', () => {
    expect(told(unauthorized, { hasTokenFromEnv: true })).toMatch(
      /^http:\/\/127.0.0.1:5100 does not know the token in JUJUBE_TOKEN. Unset/,
    );
    expect(withLoginAdvice(unauthorized, facts)).toBe(unauthorized);
  });

  it('tells where the platform of this clone runs when nobody answers at the stored address', () => {
    expect(told(refused, { runningUrl: 'http://127.0.0.1:5101' })).toBe(
      `${refused.message} The address is that of the stored login. This clone runs at http://127.0.0.1:5101: jujube login --url http://127.0.0.1:5101`,
    );
  });

  it.each([undefined, facts.baseUrl])('tells where to look for the address when it is not known (%s)', (runningUrl) => {
    expect(told(refused, { runningUrl })).toContain(
      'see what it printed, or .jujube/running.json, then jujube login --url URL',
    );
    expect(told(refused, { runningUrl, hasUrlFromEnv: true })).toContain(
      'The address is that of JUJUBE_URL. npm start',
    );
  });

  it('leaves other errors alone', () => {
    const other = new Error('connect ECONNREFUSED');
    expect(withLoginAdvice(other, { ...facts, hasTokenFromEnv: true })).toBe(other);
  });
});
