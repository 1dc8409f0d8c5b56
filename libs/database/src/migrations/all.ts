import { Initial1 } from './1-initial.js';
import { UpdateSettings3 } from './3-update-settings.js';

/** In the order in which they run; a released one is never edited. */
export const MIGRATIONS = [Initial1, UpdateSettings3];
