/** Hides credentials in every address of a text, for display and logs: `https://user:secret@host` → `https://***@host`. */
export function maskUrl(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/?#]*)@/gi, (whole, scheme: string, credentials: string) => {
    const isPlainUser = /^ssh:/i.test(scheme) && !credentials.includes(':');
    return isPlainUser ? whole : `${scheme}***@`;
  });
}
