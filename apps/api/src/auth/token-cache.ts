import { Injectable } from '@nestjs/common';
import { hashToken } from '@jujube/database/tokens/token-secret.js';
import { TokenQueries } from '@jujube/usecases/tokens/token.queries.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { TokenUses } from './token-uses.js';

const KEEP_MS = 5_000;
const MOST_ENTRIES = 10_000;

/** Spares a look-up per request: a token that was good is good for 5 s. What is refused is asked again every time. */
@Injectable()
export class TokenCache {
  private readonly entries = new Map<string, { caller: Caller; untilMs: number }>();

  constructor(
    private readonly tokens: TokenQueries,
    private readonly uses: TokenUses,
  ) {}

  async callerOf(token: string): Promise<Caller | null> {
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const entry = this.entries.get(key);
    if (entry && entry.untilMs > performance.now()) return entry.caller;
    const holder = await this.tokens.holderByHash(hash);
    this.entries.delete(key);
    if (!holder) return null;
    const { caller, isUseDue } = holder;
    this.keep(key, caller);
    if (isUseDue && caller.tokenId !== null) this.uses.note(caller.tokenId);
    return caller;
  }

  /** After a token was revoked here: it must not work for another 5 s. */
  clear(): void {
    this.entries.clear();
  }

  private keep(key: string, caller: Caller): void {
    if (this.entries.size >= MOST_ENTRIES) this.entries.clear();
    this.entries.set(key, { caller, untilMs: performance.now() + KEEP_MS });
  }
}
