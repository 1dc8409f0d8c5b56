import { MAX_LOG_LINES } from '@jujube/contract/log-session.js';
import { count, text, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { inTimeOrder } from './in-time-order.js';

export const showLogs = defineVerb({
  name: 'logs',
  summary: 'show the log of an app: all dynos, in time order',
  needsApp: true,
  flags: {
    num: count('lines', `how many lines (default 100, at most ${MAX_LOG_LINES})`, { short: 'n', max: MAX_LOG_LINES }),
    tail: toggle('go on with new lines', { short: 't', localReason: 'has no end' }),
    source: text('source', 'only `app`, or `heroku` for what the platform says', { short: 's' }),
    dynoName: text('dyno', 'only this dyno, e.g. web.1', { short: 'd' }),
    dyno: text('dyno', 'same as --dyno-name'),
    processType: text('type', 'only this process type', { short: 'p' }),
    ps: text('type', 'same as --process-type'),
  },
  examples: ['logs -a shop', 'logs -a shop --tail', 'logs -a shop -n 500 --dyno web.1', 'logs -a shop -p worker'],
  async run(context, { app, flags, isJson }) {
    const wish = {
      lines: flags.num ?? 100,
      source: flags.source,
      dyno: flags.dynoName ?? flags.dyno,
      type: flags.processType ?? flags.ps,
    };
    const { logs } = context.client;
    const lines = flags.tail ? inTimeOrder(logs.follow(app, wish)) : logs.read(app, wish);
    for await (const line of lines) context.out(isJson ? JSON.stringify(logRecord(line)) : line);
  },
});

/** `2026-11-20T11:38:15.657064+00:00 app[web.1]: text` as an object. */
function logRecord(line: string): Record<string, string> {
  const match = /^(\S+) ([^[\s]+)\[([^\]]*)\]: ?(.*)$/s.exec(line);
  if (!match) return { text: line };
  const [, at = '', source = '', dyno = '', text = ''] = match;
  return { at, source, dyno, text };
}
