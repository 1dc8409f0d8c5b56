import path from 'node:path';
import { openLogFile } from '../process/log-file.mjs';
import { explain, Steps } from '../steps.mjs';
import { endLeftovers } from './leftovers.mjs';
import { Platform } from './platform.mjs';
import { leavePlatform, takePlatform } from './platform-lock.mjs';
import { summary } from './summary.mjs';

/**
 * The life of one platform in this process: start, stay until a signal, stop. Answers the exit code.
 * `print` takes lines for the user, `onReady` gets the facts, `onFailed` is told that the reason was printed.
 */
export async function runPlatform({ state, options, print, onReady, onFailed }) {
  if (!takePlatform(state)) throw new Error('another start is already at work');
  const interrupt = new AbortController();
  const signalled = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => resolve(name));
  });
  void signalled.then((name) => interrupt.abort(new Error(`interrupted by ${name}`)));
  const log = platformLog(state);
  const steps = new Steps((line) => [print(line), log(line)]);
  const platform = new Platform({ state, options, steps, log });
  try {
    await endLeftovers(state, { engines: false });
    const facts = await platform.start(interrupt.signal);
    print(summary(facts, { isForeground: !options.detach }));
    print(`  Ready after ${steps.total()}.`);
    onReady?.(facts);
    await signalled;
    return 0;
  } catch (error) {
    print(`\n${interrupt.signal.aborted ? 'Interrupted.' : explain(error)}`);
    onFailed?.();
    return 1;
  } finally {
    await stopped(platform, { steps, print });
    leavePlatform(state);
  }
}

async function stopped(platform, { steps, print }) {
  try {
    await steps.run('Stop', () => platform.stop());
  } catch (error) {
    print(`${explain(error)}\nRun npm stop to end what is left.`);
  }
}

function platformLog(state) {
  const file = openLogFile(path.join(state.logDir, 'platform.log'));
  return (line) => file.write(`${new Date().toISOString()} ${line}\n`);
}
