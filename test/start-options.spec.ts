import { machinePart } from './support/machine-part.js';

interface Options {
  hosts?: number;
  detach: boolean;
  demo: boolean;
}
type StartOptions = (argv: string[], env: Record<string, string>) => Options;

const { startOptions } = await machinePart<{ startOptions: StartOptions }>('machine/platform/options.mjs');

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
});
