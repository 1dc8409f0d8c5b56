import { optionalWords } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { ExitStatus } from '../language/exit-status.js';
import { defineVerb } from '../language/verb.js';
import { startForwarder } from './forwarder.js';
import { FORGOTTEN, herokuEnvironment } from './heroku-environment.js';

export const heroku = defineVerb({
  name: 'heroku',
  summary: "run Heroku's own CLI, which has to be installed, against this platform",
  takesWordsAsTheyAre: true,
  localReason: 'runs a program of this machine',
  args: { words: optionalWords('words', 'a command of it, with its flags') },
  examples: ['heroku apps', 'heroku run -a shop -- bash', 'heroku logs --tail -a shop'],
  async run(context, { args }) {
    const terminal = context.terminal!;
    const { client } = context;
    const { token } = client;
    if (token === undefined) throw new CommandFailure('Not logged in. Log in with: jujube login');
    const authorityFile = terminal.keep('ca.pem', await client.dynos.authority());
    const forwarder = await startForwarder(client.baseUrl);
    try {
      const env = herokuEnvironment({ url: forwarder.url, token, authorityFile });
      const rc = await terminal.runProgram('heroku', args.words, { env, without: FORGOTTEN });
      if (rc !== 0) throw new ExitStatus(rc);
    } finally {
      forwarder.close();
    }
  },
});
