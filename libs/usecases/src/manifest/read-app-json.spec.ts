import { readManifest } from './read-manifest.js';

const refusal = (text: string, file: string) => {
  try {
    return JSON.stringify(readManifest(text, file));
  } catch (error) {
    return (error as Error).message;
  }
};

describe('app.json', () => {
  const json = (value: object) => JSON.stringify(value, null, '\t');

  it("takes Heroku's formation and passes over what only tells something", () => {
    const text = json({
      name: 'Shop',
      description: 'x',
      keywords: ['a'],
      stack: 'container',
      addons: [],
      environments: { test: { scripts: {} } },
      formation: { web: { quantity: 2, size: 'standard-1x' } },
    });
    const { processes, notes } = readManifest(text, 'app.json');
    expect(processes).toMatchObject([{ processType: 'web', quantity: 2 }]);
    expect(notes).toEqual([expect.stringMatching(/^app\.json:\d+: size standard-1x says nothing here/)]);
  });

  it('names config vars, and how to come by their values', () => {
    const env = {
      A: 'b',
      N: 1,
      S: { generator: 'secret' },
      R: { description: 'x' },
      O: { required: false, value: 'o' },
    };
    expect(readManifest(json({ env }), 'app.json').vars).toMatchObject([
      { name: 'A', value: 'b' },
      { name: 'N', value: '1' },
      { name: 'S', value: null, isGenerated: true },
      { name: 'R', value: null, isRequired: true },
      { name: 'O', value: 'o', isRequired: false },
    ]);
  });

  it('may say the same as a jujube.yml', () => {
    const text = json({ processes: { web: { cpu: '250m' } }, formation: { worker: { quantity: 1 } } });
    expect(readManifest(text, 'app.json').processes).toMatchObject([
      { cpuMillis: 250 },
      { processType: 'worker', quantity: 1 },
    ]);
  });

  it.each([
    [{ addons: ['heroku-postgresql'] }, 'app.json:2: addons: there are no add-ons here'],
    [{ env: { PORT: '3000' } }, 'app.json:3: PORT cannot be set'],
    [{ env: { A: { vaule: '1' } } }, 'app.json:4: unknown key "vaule" below env.A; did you mean value?'],
    [{ env: { A: { generator: 'dice' } } }, 'app.json:4: expected one of secret'],
    [{ env: { A: 'x'.repeat(40_000) } }, 'app.json:3: The value of A is larger than 32 KiB'],
    [{ scripts: { postdeploy: 'x' } }, 'app.json:2: scripts: '],
    [{ name: 'x', expo: {} }, 'app.json:3: unknown key "expo"'],
    [{ formation: { web: { quantity: 1, count: 1 } } }, 'app.json:5: unknown key "count" below formation.web'],
    [{ processes: { web: {} }, formation: { web: {} } }, 'web stands below processes and below formation'],
  ])('refuses %j', (value, message) => {
    expect(refusal(json(value), 'app.json')).toContain(message);
  });

  it('has names that jujube.yml does not know', () => {
    expect(refusal(json({ formation: {} }), 'jujube.yml')).toContain('jujube.yml:2: unknown key "formation"');
  });
});
