/**
 * A text that sorts as the time does and is never the same for two rows: `2026-11-20T08:00:00.000000Z~ID`. For lists in the
 * order of a time, whose next page has to begin right behind the last row.
 */
export function timeCursor(time: string, id: string): string {
  return `(to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z~"') || ${id}) collate "C"`;
}
