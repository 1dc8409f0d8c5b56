/** Whether a write failed because another row has the same name (or whatever else must be unique). */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '23505';
}
