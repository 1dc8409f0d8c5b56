import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import type { SignOnSettings } from '@jujube/settings/sign-on-settings.js';
import { SETTINGS } from '../settings.provider.js';

const ANSWERS_WITHIN_SECONDS = 10;

/** What the answer of the provider is checked with. */
export interface SignOnChecks {
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** in lower case; null: none, or not verified */
  readonly email: string | null;
}

/** The OpenID Connect provider: authorization code flow with PKCE, state and nonce. */
@Injectable()
export class IdentityProvider {
  readonly isThere: boolean;
  readonly newUserDomains: readonly string[];
  private readonly settings: SignOnSettings | null;
  private readonly redirectUri: string;
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(@Inject(SETTINGS) { signOn, apiUrl }: Settings) {
    this.settings = signOn;
    this.isThere = signOn !== null;
    this.newUserDomains = signOn?.newUserDomains ?? [];
    this.redirectUri = `${apiUrl}/auth/callback`;
  }

  /** Where to send a browser, and what to check its return with. Throws `unavailable`. */
  async begin(): Promise<SignOnChecks & { readonly url: string }> {
    const config = await this.configuration();
    const [state, nonce, codeVerifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const url = oidc.buildAuthorizationUrl(config, {
      ...{ redirect_uri: this.redirectUri, scope: 'openid email', state, nonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256' },
    });
    return { state, nonce, codeVerifier, url: url.href };
  }

  /**
   * Whom the provider names, by the query with which it sent the browser back.
   * @throws UserError forbidden when the provider refused, or its answer does not hold
   */
  async identify(query: string, { state, codeVerifier, nonce }: SignOnChecks): Promise<Identity> {
    const config = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${this.redirectUri}?${query}`), {
        ...{ pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const { iss: issuer, sub: subject } = tokens.claims()!;
      const { email, email_verified } = await oidc.fetchUserInfo(config, tokens.access_token, subject);
      return { issuer, subject, email: email_verified === true && email ? email.toLowerCase() : null };
    } catch (cause) {
      const message = `The identity provider let nobody in: ${(cause as Error).message}. Try again.`;
      throw Object.assign(new UserError('forbidden', message), { cause });
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    const { settings } = this;
    if (!settings) throw new UserError('not_found', 'This installation has no identity provider: see OIDC_ISSUER.');
    this.discovered ??= discover(settings);
    try {
      return await this.discovered;
    } catch (cause) {
      this.discovered = undefined;
      const message = `The identity provider ${settings.issuer} does not answer. Log in with a password, or try later.`;
      throw Object.assign(new UserError('unavailable', message), { cause });
    }
  }
}

function discover({ issuer, clientId, clientSecret }: SignOnSettings): Promise<oidc.Configuration> {
  const isPlain = issuer.startsWith('http:');
  return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: ANSWERS_WITHIN_SECONDS,
    // only where the operator gave such an address
    execute: isPlain ? [oidc.allowInsecureRequests] : [],
  });
}
