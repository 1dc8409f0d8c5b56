import { rm } from 'node:fs/promises';
import { writeAtomically } from '../config/write-atomically.js';
import type { HaproxyProcess } from '../haproxy/haproxy-process.js';
import type { CheckCertificate } from './app-certificates.js';

/** Asks HAProxy about one certificate alone, so that a bad one never keeps the others from being served. */
export function certificateCheck(haproxy: Pick<HaproxyProcess, 'validate'>): CheckCertificate {
  return async (file) => {
    const config = `${file}.cfg`;
    await writeAtomically(
      config,
      `frontend check\n  mode http\n  timeout client 1s\n  bind 127.0.0.1:443 ssl crt ${file}\n`,
    );
    await haproxy.validate(config).finally(() => rm(config));
  };
}
