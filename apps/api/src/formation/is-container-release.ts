/** Whether a body asks for releases of images and for nothing else: that is deploying, and not scaling. */
export function isContainerRelease(body: unknown): boolean {
  const { updates } = (body ?? {}) as { updates?: unknown };
  if (updates === undefined) return namesImage(body);
  return Array.isArray(updates) && updates.length > 0 && updates.every(namesImage);
}

function namesImage(update: unknown): boolean {
  return typeof update === 'object' && update !== null && Object.hasOwn(update, 'docker_image');
}
