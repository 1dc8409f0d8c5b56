import type { Dyno } from '@jujube/contract/dyno.js';
import type { CommandContext } from '../language/command-context.js';
import { ExitStatus } from '../language/exit-status.js';
import type { Console } from '../language/terminal.js';
import { attach } from './attach.js';

interface Wish {
  readonly title: string;
  readonly isTty: boolean;
  /** asks for what can be attached to */
  start(): Promise<Dyno>;
}

/** Joins the console with what `start` starts, until that ends. Throws ExitStatus when it ends with another status than 0. */
export async function joined(context: CommandContext, console: Console, { title, isTty, start }: Wish): Promise<void> {
  const { signal } = context;
  const authority = await context.client.dynos.authority();
  let ended: Promise<number> = Promise.resolve(0);
  const begin = async () => {
    const dyno = await start();
    return new Promise<Dyno>((resolve, reject) => {
      const url = dyno.attach_url ?? '';
      ended = attach({ url, authority, console, isTty, signal, onAttached: () => resolve(dyno) });
      ended.catch(reject);
    });
  };
  await context.step(title, begin, ({ name }) => name);
  const status = await ended;
  if (status !== 0) throw new ExitStatus(status);
}
