import type { FormationSettings } from '../formation/change-formation.js';

/** All that a manifest can say of one process type. */
export interface ProcessSettings extends FormationSettings {
  /** '' means the image's own CMD */
  readonly command: string;
}

/** All that a manifest can say of an app. */
export interface AppSettings {
  readonly name: string;
  readonly deadlineSeconds: number;
  /** web first */
  readonly processes: readonly ProcessSettings[];
}
