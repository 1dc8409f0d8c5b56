import { spawn } from 'node:child_process';
import { StepError } from '../step-error.mjs';

const KEPT_BYTES = 256 * 1024;

/**
 * Runs one program to its end, without a shell and with a deadline; a failure says what ran and its last lines.
 * options: timeoutMs (60 s), cwd, env, uid, gid, input (string for stdin), logStream (gets a copy of both outputs), okCodes ([0]), signal.
 */
export function runProgram([command, ...args], options = {}) {
  const { timeoutMs = 60_000, cwd, env, uid, gid, input, logStream, okCodes = [0], signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const out = collect(child.stdout, logStream);
    const err = collect(child.stderr, logStream);
    let ended = '';
    const end = (why) => {
      ended = why;
      child.kill('SIGKILL');
    };
    const abort = () => end('was interrupted');
    const timer = setTimeout(() => end(`took longer than ${timeoutMs / 1000} s`), timeoutMs);
    signal?.addEventListener('abort', abort);
    const settle = (finish) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    child.once('error', (cause) => settle(() => reject(notStarted(command, cause))));
    child.once('close', (code) =>
      settle(() => {
        if (!ended && okCodes.includes(code)) resolve({ code, stdout: out(), stderr: err() });
        else reject(failed([command, ...args], { why: ended || `ended with code ${code}`, output: err() || out() }));
      }),
    );
    if (input !== undefined) child.stdin.on('error', () => undefined).end(input);
  });
}

function collect(stream, logStream) {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    text = (text + chunk).slice(-KEPT_BYTES);
    logStream?.write(chunk);
  });
  return () => text;
}

function notStarted(command, cause) {
  const todo = cause.code === 'ENOENT' ? `Install the program ${command} or put it on the PATH.` : undefined;
  return new StepError(`${command} could not be started: ${cause.message}`, { cause, todo });
}

function failed(argv, { why, output }) {
  const lines = output.trimEnd().split('\n').slice(-15).join('\n');
  return new StepError(`${argv.slice(0, 3).join(' ')} ${why}${lines ? `:\n${lines}` : ''}`);
}
