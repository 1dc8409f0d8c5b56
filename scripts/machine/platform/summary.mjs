/** What a user needs after the start: addresses, name and password, and the next command. */
export function summary({ apiUrl, routerUrl, registryUrl, username, password, demoUrl, hosts }, { isForeground }) {
  const lines = [
    '',
    `  API       ${apiUrl}`,
    `  Router    ${routerUrl}   (apps: ${appAddress(routerUrl)})`,
    `  Registry  ${registryUrl}`,
    `  Hosts     ${hosts.map(({ name, url }) => `${name} ${url}`).join(', ')}`,
    `  Admin     ${username}`,
    `  Password  ${password}`,
    ...(demoUrl ? [`  Sample    ${demoUrl}`] : []),
    '',
    `  npx jujube login --url ${apiUrl} --username ${username}`,
    isForeground ? '  Ctrl-C stops everything.' : '  npm stop   stops everything.',
    '',
  ];
  return lines.join('\n');
}

function appAddress(routerUrl) {
  const { protocol, host } = new URL(routerUrl);
  return `${protocol}//NAME.${host}/`;
}
