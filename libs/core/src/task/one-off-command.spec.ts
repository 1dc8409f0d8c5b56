import { refusalMessage } from '../../spec/refuses.js';
import { oneOffCommand } from './one-off-command.js';

const TYPES = { web: 'node web.js', migrate: 'node migrate.js --all' };

describe('what a one-off dyno runs', () => {
  it.each([
    ['echo web', 'echo web'],
    ['migrate', 'node migrate.js --all'],
    [' migrate  --dry', 'node migrate.js --all  --dry'],
    ['migrate.sh', 'migrate.sh'],
    ['constructor', 'constructor'],
    ['false ; echo "\uffff status: $?"', 'false ; echo "\uffff status: $?"'],
  ])('%j is %j', (line, command) => {
    expect(oneOffCommand(line, TYPES)).toBe(command);
  });

  it.each(['', '  ', 'a\0b', 'x'.repeat(9_000)])('refuses %j', (line) => {
    expect(refusalMessage(() => oneOffCommand(line, TYPES))).toMatch(/^The command /);
  });
});
