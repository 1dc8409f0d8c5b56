import { UserError } from '../errors/user-error.js';

export const MAX_QUANTITY = 100;

/** How many dynos: `3`, or `+1` and `-1` from what is now. Throws `invalid_params` outside 0 to 100. */
export function parseQuantity(wish: string | number, current: number): number {
  const text = String(wish);
  if (!/^[+-]?\d{1,6}$/.test(text)) return refuse(`"${text.slice(0, 40)}" is no quantity; write 3, +1 or -1`);
  const isRelative = typeof wish === 'string' && /^[+-]/.test(text);
  const quantity = isRelative ? current + Number(text) : Number(text);
  if (quantity < 0 || quantity > MAX_QUANTITY) {
    const from = isRelative ? ` (${current} now, ${text})` : '';
    return refuse(`${quantity}${from} is out of range; a process type has 0 to ${MAX_QUANTITY} dynos`);
  }
  return quantity;
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Formation: ${why}.`);
}
