declare const JUJUBE_VERSION: string | undefined;

/** `jujube/0.1.0 linux-x64 node-v20.20.2`; the bundler puts the number in. */
export function versionText(): string {
  const version = typeof JUJUBE_VERSION === 'string' ? JUJUBE_VERSION : 'development';
  return `jujube/${version} ${process.platform}-${process.arch} node-${process.version}`;
}
