import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';
const MARK = '# left by jujube while it installs packages; may be deleted';

/** Packages that bring a daemon must not start it on the machine: we start our own instances with our own state. */
export async function withoutServiceStarts(work) {
  const isForeign = existsSync(POLICY) && !readFileSync(POLICY, 'utf8').includes(MARK);
  if (!isForeign) writeFileSync(POLICY, `#!/bin/sh\n${MARK}\nexit 101\n`, { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (!isForeign) rmSync(POLICY, { force: true });
  }
}
