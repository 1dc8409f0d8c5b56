import type { FakeHost } from '@jujube/containers/fake/fake-host.js';
import type { FakeProgram } from '@jujube/containers/fake/fake-program.js';

const shell = (script: string) => ['sh', '-c', script];

/** Commands of the engine contract, as real containers run them. */
export const PROGRAMS = {
  sleeps: ['sleep', '600'],
  talks: shell('echo one; echo oops >&2; echo two; echo three; sleep 600'),
  ends: shell('echo first; sleep 1; echo last; exit 3'),
  ignoresTerm: shell("trap '' TERM; echo deaf; while :; do sleep 0.1; done"),
  repeats: ['cat'],
  refuses: shell('echo no >&2; exit 4'),
  tellsWord: shell('echo $WORD'),
};

const FAKE: Record<keyof typeof PROGRAMS, FakeProgram> = {
  sleeps: () => ({}),
  talks: () => ({ stdout: 'one\ntwo\nthree\n', stderr: 'oops\n' }),
  ends: () => ({ stdout: 'first\nlast\n', exitCode: 3 }),
  ignoresTerm: () => ({ stdout: 'deaf\n', ignoresTerm: true }),
  repeats: ({ stdin }) => ({ stdout: stdin, exitCode: 0 }),
  refuses: () => ({ stderr: 'no\n', exitCode: 4 }),
  tellsWord: ({ env }) => ({ stdout: `${env['WORD']}\n`, exitCode: 0 }),
};

/** The same commands for a host in memory. */
export function teachPrograms(host: FakeHost): FakeHost {
  for (const [name, argv] of Object.entries(PROGRAMS)) host.program(argv, FAKE[name as keyof typeof PROGRAMS]);
  return host;
}
