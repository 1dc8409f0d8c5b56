import type { WantedApp, WantedProcess } from '../wanted/wanted.js';

/** Canaries are out, and everything else is still what it was: until somebody promotes the release, or takes it back. */
export function isCanaryStage(app: WantedApp): boolean {
  const { deployment, processes } = app;
  if (!deployment || deployment.isPromoted || deployment.isRevert) return false;
  return processes.some((process) => formerOf(app, process) && canarySlots(process).length > 0);
}

/** The new release is seen, and the old dynos stay behind it: until somebody confirms it, or takes it back. */
export function isPreviousKept(app: WantedApp): boolean {
  const { deployment, processes } = app;
  if (!deployment?.isPromoted || deployment.isRevert || deployment.isConfirmed) return false;
  return processes.some((process) => keepsPrevious(app, process));
}

export function keepsPrevious(app: WantedApp, process: WantedProcess): boolean {
  return process.update.keepPreviousMs !== null && formerOf(app, process) !== undefined;
}

/** Which slots get a dyno of the new release beside the old one. */
export function canarySlots({ slots, update }: WantedProcess): WantedProcess['slots'] {
  return slots.slice(0, update.canaries).filter((slot) => !slot.isStopped);
}

/** The two releases of the app are kept apart: each has its own share of the slots. */
export function isHeld(app: WantedApp): boolean {
  return app.deployment?.isPaused === true || isCanaryStage(app) || isPreviousKept(app);
}

function formerOf({ former }: WantedApp, { processType }: WantedProcess): WantedProcess | undefined {
  return former.find((process) => process.processType === processType);
}
