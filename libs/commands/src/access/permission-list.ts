import { texts, type Flag } from '../language/flag.js';

/** `--permissions view,deploy`, or several times; what there is is for the server to say. */
export const permissionsFlag: Flag<string[]> = texts(
  'names',
  'of view, deploy, operate, manage; with commas between them',
  {
    short: 'p',
  },
);

export function permissionList(given: readonly string[]): string[] {
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
