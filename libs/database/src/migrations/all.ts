import { Initial1 } from './1-initial.js';
import { BuildTimeVars4 } from './4-build-time-vars.js';

/** In the order in which they run; a released one is never edited. */
export const MIGRATIONS = [Initial1, BuildTimeVars4];
