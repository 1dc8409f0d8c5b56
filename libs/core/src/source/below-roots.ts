/** Whether an absolute path is one of the roots or lies below one. Looks at the text only: whoever opens it must resolve links first. */
export function isBelowRoots(path: string, roots: readonly string[]): boolean {
  const wanted = parts(path);
  if (wanted === null) return false;
  return roots.some((root) => {
    const allowed = parts(root);
    return allowed !== null && allowed.length > 0 && allowed.every((part, index) => wanted[index] === part);
  });
}

/** Null for what is no plain absolute path. */
function parts(path: string): string[] | null {
  if (!path.startsWith('/') || path.includes('\0')) return null;
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  return names.includes('..') ? null : names;
}
