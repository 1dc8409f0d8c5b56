import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { DynoLine } from '@jujube/database/log-lines/append-dyno-lines.js';

/** `web.1` */
export function dynoName(dyno: Pick<DynoEntity, 'processType' | 'slot'>): string {
  return `${dyno.processType}.${dyno.slot}`;
}

/** What the platform says in the app's log about one of its dynos. */
export function platformLine(dyno: DynoEntity, text: string): DynoLine {
  const { appId, id: dynoId } = dyno;
  return { appId, dynoId, dyno: dynoName(dyno), source: 'heroku', at: new Date().toISOString(), text };
}
