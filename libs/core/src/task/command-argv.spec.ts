import { commandArgv } from './command-argv.js';

describe('commandArgv', () => {
  it('leaves the CMD of the image alone when there is no command', () => {
    expect(commandArgv('')).toBeUndefined();
    expect(commandArgv('  ')).toBeUndefined();
  });

  it.each(['node web.js', 'bundle exec puma -p $PORT', './start --name "a; b" \\; > log', `node -e 'a();b()'`])(
    'lets %p replace its shell',
    (command) => {
      expect(commandArgv(command)).toEqual(['/bin/sh', '-c', `exec ${command}`]);
    },
  );

  it.each([
    'npm run migrate && node web.js',
    'cd app; node x',
    'FOO=1 node x',
    'a | b',
    'exec node x',
    'node $(cat main)',
  ])('keeps the shell around %p', (command) => {
    expect(commandArgv(command)).toEqual(['/bin/sh', '-c', command]);
  });
});
