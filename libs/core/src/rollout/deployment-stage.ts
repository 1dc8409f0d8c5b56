import type { WantedApp, WantedProcess } from '../wanted/wanted.js';

/** Canaries are out, and everything else is still what it was: until somebody promotes the release, or takes it back. */
export function isCanaryStage({ deployment, processes, former }: WantedApp): boolean {
  if (!deployment || deployment.isPromoted || deployment.isRevert) return false;
  const had = new Set(former.map(({ processType }) => processType));
  return processes.some((process) => had.has(process.processType) && canarySlots(process).length > 0);
}

/** Which slots get a dyno of the new release beside the old one. */
export function canarySlots({ slots, update }: WantedProcess): WantedProcess['slots'] {
  return slots.slice(0, update.canaries).filter((slot) => !slot.isStopped);
}

/** The two releases of the app are kept apart: each has its own share of the slots. */
export function isHeld(app: WantedApp): boolean {
  return app.deployment?.isPaused === true || isCanaryStage(app);
}
