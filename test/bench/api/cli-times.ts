import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { herokuEnvironment } from '@jujube/commands/heroku/heroku-environment.js';
import { median } from '../table.js';

const RUNS = 7;

/** Seconds (medians) of `jujube apps` and `heroku apps` against the same server, in turns. */
export async function cliTimes(
  url: string,
  { token, heroku }: { token: string; heroku: string },
): Promise<{ jujube: number; heroku: number }> {
  const home = mkdtempSync(path.join(tmpdir(), 'bench-cli-'));
  const authorityFile = path.join(home, 'ca.pem');
  writeFileSync(authorityFile, '');
  const common = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
  };
  const ours = { ...common, JUJUBE_URL: url, JUJUBE_TOKEN: token };
  const theirs = { ...common, ...herokuEnvironment({ url, token, authorityFile }), NODE_EXTRA_CA_CERTS: undefined };
  const times = { jujube: [] as number[], heroku: [] as number[] };
  for (let run = 0; run <= RUNS; run += 1) {
    const mine = await secondsOf([process.execPath, path.resolve('scripts/jujube.mjs'), 'apps'], ours);
    const other = await secondsOf([heroku, 'apps'], theirs);
    // the first run of each fills caches
    if (run > 0) [times.jujube, times.heroku].forEach((list, index) => list.push([mine, other][index]!));
  }
  rmSync(home, { recursive: true, force: true });
  return { jujube: median(times.jujube), heroku: median(times.heroku) };
}

async function secondsOf([program, ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(program!, args, { env, timeout: 60_000, maxBuffer: 10_000_000 });
  return (performance.now() - start) / 1000;
}
