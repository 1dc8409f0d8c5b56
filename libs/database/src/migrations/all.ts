import { Initial1 } from './1-initial.js';

/** In the order in which they run; a released one is never edited. */
export const MIGRATIONS = [Initial1];
