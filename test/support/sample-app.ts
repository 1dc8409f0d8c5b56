/** A small app with two process types; `page` is what its pages begin with. */
export function sampleApp(page: string): Record<string, string> {
  return {
    Procfile: 'web: node web.js\nworker: node worker.js\n',
    'web.js': `
      const { DYNO, GREETING, PORT, JUJUBE_RELEASE_VERSION: release } = process.env;
      const server = require('node:http').createServer((request, response) => {
        if (request.url === '/crash') process.exit(3);
        response.end(['${page}', DYNO, release, GREETING].join(' '));
      });
      server.listen(PORT, () => console.log('listening as ' + DYNO));
      process.on('SIGTERM', () => server.close(() => process.exit(0)));`,
    'worker.js': `console.log('working'); setInterval(() => {}, 1000);`,
  };
}

/** Starts, listens on nothing and never will. */
export const DEAF_APP: Record<string, string> = {
  Procfile: 'web: node web.js\n',
  'web.js': `console.log('deaf and proud of it'); setInterval(() => {}, 1000);`,
};
