import type { DisruptionSettings } from '../disruption/disruption-settings.js';
import type { HealthCheck } from '../formation/health-check.js';
import type { RulesWish } from '../rules/rules-wish.js';
import type { UpdateSettings } from '../update/update-settings.js';
import type { Place } from './place.js';

/** What a manifest says of one process type. What it does not say stays as it is. */
export interface ManifestProcess {
  readonly processType: string;
  readonly place: Place;
  readonly command?: string;
  readonly quantity?: number;
  readonly cpuMillis?: number;
  readonly memoryMib?: number;
  /** kind by kind in place of those before; a member that is there and undefined takes the rule away */
  readonly rules?: RulesWish;
  /** null: back to the TCP check */
  readonly healthCheck?: HealthCheck | null;
  /** merged into what is there; null: back to the default */
  readonly update?: UpdateSettings | null;
  /** merged into what is there; null: back to the default */
  readonly disruption?: DisruptionSettings | null;
  /** of `update` */
  readonly updatePlace?: Place;
}

/** A config var that the app should have. */
export interface ManifestVar {
  readonly name: string;
  readonly place: Place;
  /** null: none is known */
  readonly value: string | null;
  readonly isRequired: boolean;
  /** any value that nobody knows will do */
  readonly isGenerated: boolean;
}

/** What a repository, or somebody with a file, wishes of an app. */
export interface Manifest {
  /** its name, for messages */
  readonly file: string;
  readonly deadlineSeconds?: number;
  readonly processes: readonly ManifestProcess[];
  readonly vars: readonly ManifestVar[];
  /** what stands in it and has no meaning here, with its line */
  readonly notes: readonly string[];
}
