/** What makes a release: immutable once written. Quantities are not part of it (formation). */
export interface Release {
  readonly id: string;
  readonly appId: string;
  /** 1, 2, 3 … within the app */
  readonly version: number;
  readonly description: string;
  /** `<registry>/<app>@sha256:…`; null until something was built or pushed */
  readonly image: string | null;
  /** by process type, for those that run another one */
  readonly typeImages: Readonly<Record<string, string>>;
  /** command by process type; an empty command means the image's own CMD */
  readonly processTypes: Readonly<Record<string, string>>;
}

export type DeploymentState = 'pending' | 'succeeded' | 'failed' | 'superseded' | 'cancelled';
