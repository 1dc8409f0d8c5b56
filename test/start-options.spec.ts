import { machinePart } from './support/machine-part.js';
import { runScript } from './support/platform-cli.js';

interface Options {
  hosts?: number;
  detach: boolean;
  demo: boolean;
}
type StartOptions = (argv: string[], env: Record<string, string>) => Options;

const { startOptions } = await machinePart<{ startOptions: StartOptions }>('machine/platform/options.mjs');
const { alreadyRunning } = await machinePart<{ alreadyRunning: (facts: object, options: object) => string }>(
  'machine/platform/already-running.mjs',
);

describe('npm start options', () => {
  it('starts one host in the foreground with the sample by default', () => {
    expect(startOptions([], {})).toMatchObject({ hosts: undefined, detach: false, demo: true });
  });

  it.each([
    ['behind --', ['--hosts', '3', '--detach', '--no-demo'], {}],
    ['kept by npm 10', [], { npm_config_hosts: '3', npm_config_detach: 'true', npm_config_demo: '' }],
    [
      'kept by npm 11, the number left over',
      ['3'],
      { npm_config_hosts: 'true', npm_config_detach: 'true', npm_config_demo: '' },
    ],
  ])('reads flags %s', (_, argv, env) => {
    expect(startOptions(argv, env as Record<string, string>)).toMatchObject({ hosts: 3, detach: true, demo: false });
  });

  it.each([
    [['--hosts', 'many'], {}],
    [['--hosts', '0'], {}],
    [['--hosts', '2.5'], {}],
    [['--host', '3'], {}],
    [['extra'], {}],
    [[], { npm_config_hosts: 'true' }],
  ])('refuses %j', (argv, env) => {
    expect(() => startOptions(argv, env as Record<string, string>)).toThrow();
  });

  it('names an option that there is not, and those that there are', () => {
    expect(() => startOptions(['--bogus'], {})).toThrow(
      'npm start has no option --bogus; it knows --hosts N, --detach, --no-demo and --help',
    );
  });
});

describe('npm start', () => {
  it('ends with 2 when it was called in a way that it does not know', async () => {
    const { rc, stderr } = await runScript('start.mjs', { args: ['--bogus'], env: {}, timeoutMs: 20_000 });
    expect({ rc, stderr }).toEqual({ rc: 2, stderr: expect.stringContaining('no option --bogus') as string });
    expect(stderr).toContain('What to do: npm start -- [--hosts N] [--detach] [--no-demo]');
  });

  it.each([
    [2, 'Jujube is already running (process 7).\n--hosts 2 was ignored: it runs with 3. To change that: npm stop,'],
    [3, 'Jujube is already running (process 7).\n\n  API '],
    [undefined, 'Jujube is already running (process 7).\n\n  API '],
  ])('says when it runs already that --hosts %s comes too late', (hosts, text) => {
    const facts = { pid: 7, apiUrl: 'http://a', routerUrl: 'http://r', hosts: [{}, {}, {}] };
    expect(alreadyRunning(facts, { hosts })).toContain(text);
  });
});
