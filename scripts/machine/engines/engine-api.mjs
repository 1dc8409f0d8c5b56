import http from 'node:http';
import { StepError } from '../step-error.mjs';

/** One request to an engine over its unix socket; options: method, body (object), timeoutMs. Answers {status, text}. */
export function askEngine(socketPath, path, { method = 'GET', body, headers = {}, timeoutMs = 10_000 } = {}) {
  return new Promise((resolve, reject) => {
    const json = body && JSON.stringify(body);
    const typed = json ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) } : {};
    const signal = AbortSignal.timeout(timeoutMs);
    const request = http.request(
      { socketPath, path, method, signal, headers: { ...headers, ...typed } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.once('end', () => resolve({ status: response.statusCode, text }));
        response.once('error', reject);
      },
    );
    request.once('error', reject);
    request.end(json);
  });
}

export async function pingEngine(socketPath) {
  try {
    return (await askEngine(socketPath, '/_ping', { timeoutMs: 2000 })).status === 200;
  } catch {
    return false;
  }
}

/** Stops every running container of an engine at once; an engine that does not answer has none that could be asked. */
export async function stopContainers(socketPath, { graceS, deadlineMs }) {
  if (!(await pingEngine(socketPath))) return;
  const running = await askEngine(socketPath, '/containers/json');
  if (running.status !== 200)
    throw new StepError(`the engine at ${socketPath} does not list its containers: ${running.text}`);
  const stop = ({ Id }) =>
    askEngine(socketPath, `/containers/${Id}/stop?t=${graceS}`, { method: 'POST', timeoutMs: deadlineMs });
  await Promise.allSettled(JSON.parse(running.text).map(stop));
}
