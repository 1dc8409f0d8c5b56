import path from 'node:path';
import { ApiClient } from './api-client.mjs';
import { openLogFile } from '../process/log-file.mjs';
import { runProgram } from '../process/run-program.mjs';
import { StepError } from '../step-error.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

const APP = 'hello';

/** Deploys docker/sample as the app `hello` through the CLI, as a user would; on a later start it is there already. */
export async function deployDemo({ state, apiUrl, token, signal }) {
  const api = ApiClient.bearer(apiUrl, token);
  const jujube = cliFor({ state, apiUrl, token, signal });
  if ((await api.status(`/apps/${APP}`)) === 404) await jujube('apps:create', APP);
  if (!(await hasImage(api))) await jujube('builds:create', '-a', APP, '--tar', path.join(CLONE_DIR, 'docker/sample'));
  return (await api.call('GET', `/apps/${APP}`)).web_url;
}

async function hasImage(api) {
  const releases = await api.call('GET', `/apps/${APP}/releases`);
  return releases.some((release) => release.version > 1 && release.status === 'succeeded');
}

function cliFor({ state, apiUrl, token, signal }) {
  const logFile = path.join(state.logDir, 'demo.log');
  const env = { ...process.env, JUJUBE_URL: apiUrl, JUJUBE_TOKEN: token };
  const cli = [process.execPath, path.join(CLONE_DIR, 'scripts/jujube.mjs')];
  return async (...args) => {
    try {
      await runProgram([...cli, ...args], { env, timeoutMs: 420_000, logStream: openLogFile(logFile), signal });
    } catch (cause) {
      const todo = 'Start without it: npm start -- --no-demo';
      throw new StepError(`jujube ${args.join(' ')} failed`, { cause, log: logFile, todo });
    }
  };
}
