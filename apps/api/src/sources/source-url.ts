/** The capability URL of a source: whoever has it may upload the archive, once, and have it built. */
export function sourceUrl(apiUrl: string, { id, secret }: { id: string; secret: string }): string {
  return `${apiUrl}/sources/${id}/${secret}`;
}

/** Reads one back; null for any other URL. */
export function parseSourceUrl(apiUrl: string, url: string): { id: string; secret: string } | null {
  if (!url.startsWith(`${apiUrl}/sources/`)) return null;
  const match = /^([0-9a-f-]{36})\/([\w-]{43})$/.exec(url.slice(`${apiUrl}/sources/`.length));
  return match ? { id: match[1]!, secret: match[2]! } : null;
}
