import { BuildFailure } from '../run/build-failure.js';
import { BuildOutput } from './build-output.js';

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

function open(limitBytes = 1000) {
  const stored: string[] = [];
  const output = new BuildOutput({ limitBytes, store: async (text) => void stored.push(text) });
  return { output, stored };
}

describe('BuildOutput', () => {
  it('speaks as Heroku does and stores in order', async () => {
    const { output, stored } = open();
    output.heading('Building on the Dockerfile stack');
    await output.pump(chunks('STEP 1/2', ': FROM x\nST', 'EP 2/2'));
    output.detail('two\nlines');
    output.problem('it\nbroke');
    await output.flush();
    expect(stored.join('')).toBe(
      '-----> Building on the Dockerfile stack\nSTEP 1/2: FROM x\nSTEP 2/2\n' +
        '       two\n       lines\n !     it\n !     broke\n',
    );
  });

  it('shows no secret, wherever it comes from, longest first', async () => {
    const { output, stored } = open();
    output.hide(['s3cret', 's3cret-and-more', 'two-lines\nof-a-key', 'a']);
    await output.pump(chunks('token s3cret-and', '-more, s3cret\n', 'of-a-key a'));
    output.problem('two-lines');
    await output.flush();
    expect(stored.join('')).toBe('token ********, ********\n******** a\n !     ********\n');
    expect(output.excerpt()).not.toContain('s3cret');
  });

  it('ends a build that floods it', async () => {
    const { output } = open(10);
    const flood = output.pump(chunks('123456789\n', 'x'));
    await expect(flood).rejects.toThrow(BuildFailure);
    await output.flush();
  });

  it('remembers the last 50 lines', async () => {
    const { output } = open();
    await output.pump(chunks(Array.from({ length: 60 }, (_, index) => `line ${index}\n`).join('')));
    await output.flush();
    expect(output.excerpt().split('\n')).toHaveLength(50);
    expect(output.excerpt()).toMatch(/^line 10\n/);
  });

  it('hands a storage failure to whoever waits for it', async () => {
    const output = new BuildOutput({ limitBytes: 100, store: () => Promise.reject(new Error('database away')) });
    output.heading('x');
    await expect(output.flush()).rejects.toThrow('database away');
  });
});
