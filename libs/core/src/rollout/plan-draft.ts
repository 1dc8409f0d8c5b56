import type { Action, Plan } from './plan.js';

/** The order within a plan: first what frees, then what takes, verdicts last. */
const RANK: Record<Action['kind'], number> = {
  'lose-dyno': 0,
  'stop-dyno': 1,
  'drain-dyno': 2,
  'place-dyno': 3,
  'block-dyno': 4,
  'delay-dyno': 5,
  'place-task': 6,
  'block-task': 7,
  'succeed-deployment': 8,
  'fail-deployment': 9,
  'promote-deployment': 10,
  'await-promotion': 11,
  'await-canaries': 12,
  'switch-deployment': 13,
  'confirm-deployment': 14,
  'put-off-deadline': 15,
};

/** Collects actions and wake-up times while a plan is made. */
export class PlanDraft {
  private readonly actions: Action[] = [];
  private readonly notes: string[] = [];
  private wakeAtMs: number | null = null;

  add(action: Action): void {
    this.actions.push(action);
  }

  note(text: string): void {
    this.notes.push(text);
  }

  wakeAt(atMs: number): void {
    this.wakeAtMs = Math.min(this.wakeAtMs ?? atMs, atMs);
  }

  finish(): Plan {
    const actions = [...this.actions].sort((a, b) => RANK[a.kind] - RANK[b.kind]);
    return { actions, wakeAtMs: this.wakeAtMs, ...(this.notes.length > 0 && { notes: this.notes }) };
  }
}
