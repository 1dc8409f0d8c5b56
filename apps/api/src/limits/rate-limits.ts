import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';
import { TokenBuckets, type BucketLevel } from './token-buckets.js';

/** Bad credentials that one address may send in a minute. */
const REFUSED_PER_MINUTE = 300;
/** Several tokens of one user together may ask more often than one of them. */
const TOKENS_OF_A_USER = 4;

/** How often one may ask: with one token, as one user, and with credentials that are none, from one address. */
@Injectable()
export class RateLimits {
  private readonly ofTokens: TokenBuckets;
  private readonly ofUsers: TokenBuckets;
  private readonly ofStrangers: TokenBuckets;

  constructor(@Inject(SETTINGS) { apiRateLimit }: Settings) {
    this.ofTokens = new TokenBuckets(apiRateLimit);
    this.ofUsers = new TokenBuckets(apiRateLimit * TOKENS_OF_A_USER);
    this.ofStrangers = new TokenBuckets(apiRateLimit === Infinity ? Infinity : REFUSED_PER_MINUTE);
  }

  /** Counts a request; says in the answer how many are left. Throws `rate_limit`. */
  count(caller: Caller, reply: FastifyReply): void {
    const level = this.ofTokens.take(caller.tokenId ?? caller.userId);
    void reply.header('RateLimit-Remaining', String(level.remaining));
    refuseEmpty(level, 'this token');
    refuseEmpty(this.ofUsers.take(caller.userId), 'this account');
  }

  remaining({ tokenId, userId }: Caller): number {
    return this.ofTokens.look(tokenId ?? userId).remaining;
  }

  /** Credentials were none of ours. Throws `rate_limit`; whoever comes with good ones from the same address is let in. */
  countStranger(ip: string): void {
    refuseEmpty(this.ofStrangers.take(ip), 'this address with credentials that are not valid');
  }
}

function refuseEmpty({ isEmpty, retryAfterS }: BucketLevel, whose: string): void {
  if (!isEmpty) return;
  const message = `Too many requests from ${whose}. Try again in ${retryAfterS} s.`;
  throw new UserError('rate_limit', message, { retry_after: retryAfterS });
}
