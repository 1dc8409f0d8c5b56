import { randomBytes } from 'node:crypto';

/** A key for this test process, as JUJUBE_MASTER_KEY. */
export const TEST_MASTER_KEY = randomBytes(32).toString('base64');
