/** SQL over a token `t`: whether its last use was written down so long ago that this one must be. */
export const IS_USE_DUE = `(t.last_used_at is null or t.last_used_at < now() - interval '1 minute')`;
