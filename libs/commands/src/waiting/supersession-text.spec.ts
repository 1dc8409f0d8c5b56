import type { Release } from '@jujube/contract/release.js';
import { supersessionText } from './supersession-text.js';

const release = (version: number, more: Partial<Release> = {}) =>
  ({ version, image: 'shop@sha256:1', description: 'Set A config vars', current: false, ...more }) as Release;

describe('supersessionText', () => {
  it('is empty for a release that nothing superseded', () => {
    expect(supersessionText([release(10, { current: true })])).toBe('');
  });

  it('names the release that took over, and says that it serves only when it does', () => {
    expect(supersessionText([release(10), release(11, { current: true })])).toBe('superseded by v11, which serves');
    expect(supersessionText([release(10), release(11)])).toBe('superseded by v11, which was released');
  });

  it('says what the release waits for that took over', () => {
    const deployment = { waiting_for: 'promotion' } as Release['deployment'];
    const waiting = release(11, { status: 'pending', deployment, app: { id: 'a', name: 'shop' } });
    expect(supersessionText([release(10), waiting])).toBe(
      'superseded by v11, which waits for promotion: deploys:promote -a shop',
    );
  });

  it.each([
    ['a rollback', release(11, { description: 'Rollback to v8' })],
    ['another image', release(11, { image: 'shop@sha256:2', description: 'Deploy 1a2b' })],
  ])('says that %s is another release, also when a change of config came upon it', (_, other) => {
    const serving = { ...other, current: true };
    expect(supersessionText([release(10), serving])).toBe(
      `superseded by another release, v11 "${other.description}", which serves`,
    );
    expect(supersessionText([release(10), other, release(12, { image: other.image, current: true })])).toBe(
      'superseded by another release, v12 "Set A config vars", which serves',
    );
  });
});
