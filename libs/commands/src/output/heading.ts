/** `=== title` and an empty line, as Heroku's CLI begins a section. */
export function heading(title: string): string {
  return `=== ${title}\n`;
}
