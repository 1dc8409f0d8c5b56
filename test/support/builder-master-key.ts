import { createHash } from 'node:crypto';

/** The same for every run: what one spec file has prepared on the engines, the next one finds. */
export const BUILDER_MASTER_KEY = createHash('sha256').update('installation of the builder tests').digest('base64');
