import { formatAppId, parseAppId } from './app-id.js';

describe('ids of Marathon apps', () => {
  it.each([
    ['/shop', 'shop', 'web', '/shop'],
    ['shop', 'shop', 'web', '/shop'],
    ['/shop/web', 'shop', 'web', '/shop'],
    ['/shop/worker', 'shop', 'worker', '/shop/worker'],
    ['/web', 'web', 'web', '/web'],
    ['/my-shop/mail_out', 'my-shop', 'mail_out', '/my-shop/mail_out'],
  ])('%s is an app and a process type, shown under one name', (text, appName, processType, shown) => {
    expect(parseAppId(text)).toEqual({ appName, processType });
    expect(formatAppId({ appName, processType })).toBe(shown);
  });

  it.each([
    '',
    '/',
    '//shop',
    '/shop/',
    '/shop/web/1',
    '/Shop',
    '/a',
    '/shop/tasks',
    '/shop/restart',
    '/shop/../x',
    '/s hop',
  ])('"%s" is none', (text) => {
    expect(() => parseAppId(text)).toThrow('is no id');
  });
});
