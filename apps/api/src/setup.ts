import { scrubEnvironment } from '@jujube/settings/scrub-environment.js';
import { runSetup } from './setup/run-setup.js';

/** The set-up command: brings database and queue up to date and makes the first administrator. Safe to run again. */
scrubEnvironment(process.env);
try {
  for await (const step of runSetup(process.env)) console.log(JSON.stringify({ level: 'info', msg: step }));
} catch (error) {
  console.error(JSON.stringify({ level: 'error', msg: `set-up failed: ${describe(error)}` }));
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || (error as { code?: string }).code || error.name;
  return error.cause ? `${message} (${describe(error.cause)})` : message;
}
