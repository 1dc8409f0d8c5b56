import { summary } from './summary.mjs';

/** For whoever starts what runs: where it lives, and which of the wishes came too late. */
export function alreadyRunning(facts, { hosts }) {
  const running = facts.hosts.length;
  const lines = [`Jujube is already running (process ${facts.pid}).`];
  if (hosts !== undefined && hosts !== running)
    lines.push(
      `--hosts ${hosts} was ignored: it runs with ${running}. To change that: npm stop, then npm start -- --hosts ${hosts}`,
    );
  return [...lines, summary(facts, { isForeground: false })].join('\n');
}
