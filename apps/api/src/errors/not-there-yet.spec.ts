import { lackingThing } from './not-there-yet.js';

describe('what the platform lacks', () => {
  it.each([
    ['/apps/shop/addons', 'add-ons'],
    ['/addons/postgresql-calm-1/actions/wait?x=1', 'add-ons'],
    ['/apps/webhooks/log-drains', 'log drains'],
    ['/pipelines/p1/review-apps/r1', 'review apps'],
  ])('is found in %s', (path, thing) => expect(lackingThing(path)).toBe(thing));

  it.each(['/apps', '/apps/shop/constructor', '/no/such', ''])('is nothing in %j', (path) =>
    expect(lackingThing(path)).toBeNull(),
  );
});
