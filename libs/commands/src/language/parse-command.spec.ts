import { VERBS } from '../verbs.js';
import { findVerb } from './find-verb.js';
import { parseCommand } from './parse-command.js';
import { splitWords } from './split-words.js';

function parse(line: string, defaultApp?: string) {
  const { verb, rest } = findVerb(VERBS, splitWords(line));
  const parsed = parseCommand(verb, rest, defaultApp);
  if (parsed.kind !== 'run') throw new Error('is help');
  return parsed;
}

describe('parseCommand', () => {
  it.each(VERBS.flatMap((verb) => verb.examples.map((example) => [example, verb.name])))(
    'understands the example "%s"',
    (example, name) => {
      expect(findVerb(VERBS, splitWords(example)).verb.name).toBe(name);
      expect(parse(example).input).toBeDefined();
    },
  );

  it.each(VERBS.map((verb) => verb.name))('shows help with examples for %s', (name) => {
    const { verb } = findVerb(VERBS, [name]);
    const help = parseCommand(verb, ['--help']);
    expect(help).toMatchObject({ kind: 'help', text: expect.stringContaining('$ jujube ') as string });
  });

  it('gives arguments, flags, the app and the default of flags that are absent', () => {
    expect(
      parse('hosts:add h2 tcp://10.0.0.2:2376 --tls-dir certs --label zone=b --label disk=ssd --json').input,
    ).toEqual({
      args: { name: 'h2', url: 'tcp://10.0.0.2:2376' },
      flags: {
        tlsDir: 'certs',
        label: ['zone=b', 'disk=ssd'],
        force: false,
        ...{ address: undefined, hostKey: undefined, identity: undefined, pool: undefined, sandbox: undefined },
      },
      app: '',
      isJson: true,
    });
    expect(parse('config:set A=-x --no-wait', 'shop').input).toMatchObject({ app: 'shop', flags: { wait: false } });
    expect(parse('ps:scale web-1 -a shop').input).toMatchObject({ args: { wishes: ['web-1'] }, flags: { wait: true } });
  });

  it('takes times as people write them', () => {
    const deadline = (text: string) => parse(`hosts:drain h2 --deadline ${text}`).input;
    expect(deadline('10m')).toMatchObject({ flags: { deadline: 600 } });
    expect(deadline('90')).toMatchObject({ flags: { deadline: 90 } });
    for (const wrong of ['0', '0s', '10x', '-5'])
      expect(() => deadline(wrong)).toThrow(`--deadline wants a time like 90s, 2m or 1h, not '${wrong}'.`);
  });

  it('takes -p as the app only in releases create', () => {
    expect(parse('releases create 1a2b -p shop --force').input).toMatchObject({ app: 'shop', flags: { force: true } });
    expect(parse('ps:restart -p worker -a shop').input).toMatchObject({
      app: 'shop',
      flags: { processType: 'worker' },
    });
    expect(() => parse('releases -p shop')).toThrow("Unknown option '-p'");
  });

  it.each([
    ['ps', 'Which app? Add -a NAME, or set JUJUBE_APP.'],
    ['config:set -a shop', "Missing required argument 'NAME=value'. See jujube config:set --help."],
    ['ps -a', "Option '-a, --app <app>' needs a value. See jujube ps --help."],
    ['ps:type web --memory -a shop', "Option '--memory <size>' needs a value. See jujube ps:type --help."],
    ['ps:scale web=1 --forc -a shop', "Unknown option '--forc'."],
    ['releases:create x --forc -a shop', '(Did you mean --force?)'],
    ['rollback v1 v2 -a shop', 'Too many arguments'],
    ['releases create t -a src -p dock', 'Which app? --app src and --project dock are two. Say one.'],
  ])('refuses "%s" as misuse', (line, message) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(message) as string }) as Error,
    );
  });

  it('accepts an app that is named twice, and tells the maximum of a number in the help', () => {
    expect(parse('releases create t -a src -p src').input).toMatchObject({ app: 'src' });
    const help = parseCommand(findVerb(VERBS, ['logs']).verb, ['--help']);
    expect(help).toMatchObject({ text: expect.stringContaining('(default 100, at most 1500)') as string });
  });

  it.each([
    ['logs -n 0 -a shop', "--num wants a whole number from 1 to 1500, not '0'."],
    ['logs -n 1e3 -a shop', "--num wants a whole number from 1 to 1500, not '1e3'."],
    ['logs -n 1501 -a shop', "--num wants a whole number from 1 to 1500, not '1501'."],
    ['releases -n 0 -a shop', "--num wants a whole number from 1 on, not '0'."],
    ['checks:set web --tcp --interval 0 -a shop', "--interval wants a time like 90s, 2m or 1h, not '0'."],
    ['hosts:update h2 --sandbox none', "--sandbox wants default, strict or privileged, not 'none'."],
  ])('refuses the value in "%s"', (line, message) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ name: 'UsageError', message }) as Error);
  });
});
