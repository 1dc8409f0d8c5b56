/** What is left of a bucket, and when it has a token again. */
export interface BucketLevel {
  readonly isEmpty: boolean;
  /** whole tokens */
  readonly remaining: number;
  /** whole seconds until there is one; 0 while there is */
  readonly retryAfterS: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const MOST_BUCKETS = 20_000;

/**
 * One token bucket per key: it holds `perMinute` tokens, gets as many a minute, and each request takes one. In memory: each
 * process counts what it serves. Buckets that are full again are forgotten.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perMinute Infinity: no limit */
  constructor(
    private readonly perMinute: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Takes a token, if there is one. */
  take(key: string): BucketLevel {
    if (this.perMinute === Infinity) return { isEmpty: false, remaining: Number.MAX_SAFE_INTEGER, retryAfterS: 0 };
    const bucket = this.filled(key);
    if (bucket.tokens < 1) return this.levelOf(bucket);
    bucket.tokens -= 1;
    return { isEmpty: false, remaining: Math.floor(bucket.tokens), retryAfterS: 0 };
  }

  /** Takes none. */
  look(key: string): BucketLevel {
    if (this.perMinute === Infinity) return { isEmpty: false, remaining: Number.MAX_SAFE_INTEGER, retryAfterS: 0 };
    return this.levelOf(this.filled(key));
  }

  private levelOf({ tokens }: Bucket): BucketLevel {
    const isEmpty = tokens < 1;
    const retryAfterS = isEmpty ? Math.max(1, Math.ceil(((1 - tokens) * 60) / this.perMinute)) : 0;
    return { isEmpty, remaining: Math.floor(tokens), retryAfterS };
  }

  private filled(key: string): Bucket {
    const nowMs = this.nowMs();
    const known = this.buckets.get(key);
    const tokens = known ? this.refilled(known, nowMs) : this.perMinute;
    const bucket = { tokens, atMs: nowMs };
    if (!known && this.buckets.size >= MOST_BUCKETS) this.forgetFull(nowMs);
    this.buckets.set(key, bucket);
    return bucket;
  }

  private refilled({ tokens, atMs }: Bucket, nowMs: number): number {
    return Math.min(this.perMinute, tokens + ((nowMs - atMs) * this.perMinute) / 60_000);
  }

  private forgetFull(nowMs: number): void {
    for (const [key, bucket] of this.buckets) {
      if (this.refilled(bucket, nowMs) >= this.perMinute) this.buckets.delete(key);
    }
    // a flood of new keys: better to forget all than to grow without an end
    if (this.buckets.size >= MOST_BUCKETS) this.buckets.clear();
  }
}
