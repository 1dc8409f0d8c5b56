/**
 * The Dockerfile with one more step at its end that labels the image. One step for all labels, because every step costs a
 * commit, and the last one, because labels differ from build to build and what follows them could not be cached.
 */
export function withLabels(dockerfile: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${quoted(key)}=${quoted(value)}`);
  // a line that is continued at the end of the file would swallow ours
  return `${dockerfile.replace(/[\\`]?\s*$/, '')}\nLABEL ${pairs.join(' ')}\n`;
}

// nothing is special between single quotes but their end; line ends and the two escape characters are kept out of sight
function quoted(text: string): string {
  return `'${text.replace(/[\u0000-\u001f'`$\u007f-\uffff]/g, escaped)}'`;
}

// as JSON writes them, which is what the one label that can hold them holds
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
