/** PostgreSQL's text holds every character but NUL, and programs do print it. */
export function printable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
