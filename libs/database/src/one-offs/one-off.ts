/** What makes a task a dyno of an app. */
export interface OneOff {
  appId: string;
  appName: string;
  releaseId: string;
  releaseVersion: number;
  /** with `number` its name: `run.4711` */
  processType: string;
  number: number;
  command: string;
  /** somebody is to attach to it before it starts */
  isAttached: boolean;
  isTty: boolean;
  /** of the terminal at the start; null: unknown */
  columns: number | null;
  rows: number | null;
}

/** One as JSON; to be followed by a condition on `o` (one_offs). */
export const ONE_OFF = `select jsonb_build_object('appId', o.app_id, 'appName', oa.name, 'releaseId', o.release_id,
  'releaseVersion', ov.version, 'processType', o.process_type, 'number', o.number, 'command', o.command,
  'isAttached', o.is_attached, 'isTty', o.is_tty, 'columns', o.columns, 'rows', o.rows)
  from one_offs o join apps oa on oa.id = o.app_id join releases ov on ov.id = o.release_id`;

export function oneOffName({ processType, number }: Pick<OneOff, 'processType' | 'number'>): string {
  return `${processType}.${number}`;
}
