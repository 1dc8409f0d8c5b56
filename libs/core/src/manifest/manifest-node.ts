import type { Place } from './place.js';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** as it is written: `1.10` stays that */
  readonly text: string;
}

export interface ListNode {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly ManifestNode[];
}

export interface MapNode {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: ManifestNode;
}

/** A document as any reader of YAML or JSON can give it: its values, and where they stand. */
export type ManifestNode = ScalarNode | ListNode | MapNode;
