/** Which dyno of a slot stays when a host comes back with one that was replaced meanwhile; Nomad's words. */
export const RECONCILE_POLICIES = ['keep_replacement', 'keep_original', 'longest_running', 'best_score'] as const;
export type ReconcilePolicy = (typeof RECONCILE_POLICIES)[number];
