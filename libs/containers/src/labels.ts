/** Labels by which Jujube knows its own containers, volumes and images. Nothing without the first two is ever touched. */
export const LABEL = {
  managed: 'io.jujube.managed',
  installation: 'io.jujube.installation',
  /** What a container is for: `dyno`, `build` or `task`. Only a `build` may get more capabilities than an app. */
  kind: 'io.jujube.kind',
} as const;

/** The two labels that the engine puts on everything it makes and asks for in every list. */
export function ownershipLabels(installation: string): Record<string, string> {
  return { [LABEL.managed]: 'true', [LABEL.installation]: installation };
}

/** Whether something with these labels was made by this installation. */
export function isOurs(labels: Record<string, string> | null | undefined, installation: string): boolean {
  return labels?.[LABEL.managed] === 'true' && labels[LABEL.installation] === installation;
}

/** Whether `labels` holds every pair of `wanted`. */
export function hasLabels(labels: Record<string, string> | null | undefined, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}
