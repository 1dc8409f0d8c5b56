import { someDyno } from '../../spec/some-dyno.js';
import { containerName, dynoContainer } from './dyno-container.js';

describe('dynoContainer', () => {
  it('has the config, and nothing in it can replace what the platform sets', () => {
    const { env } = dynoContainer(someDyno(), { GREETING: 'hi', PORT: '1', DYNO: 'x' });
    expect(env).toEqual({
      GREETING: 'hi',
      PORT: '5000',
      DYNO: 'web.1',
      JUJUBE_APP: 'shop',
      JUJUBE_RELEASE_VERSION: 'v2',
    });
  });

  it('publishes its port only when it listens on one', () => {
    expect(dynoContainer(someDyno(), {}).ports).toEqual([{ containerPort: 5000, hostPort: 20_000 }]);
    const worker = dynoContainer(someDyno({ hostPort: null }), {});
    expect(worker.ports).toEqual([]);
    expect(worker.env).not.toHaveProperty('PORT');
  });

  it('has the same name at every try, and another for every incarnation', () => {
    const id = '0123456789';
    expect(containerName(someDyno({ id }))).toBe('jj-shop-web-1-01234567');
    expect(dynoContainer(someDyno({ id }), {}).labels).toMatchObject({
      'io.jujube.dyno-id': id,
      'io.jujube.release': 'v2',
    });
  });
});
