/** `2026/11/20 11:38:15 +0000 (~ 2m ago)` */
export function timeAgo(iso: string, nowMs: number): string {
  return `${timeText(iso)} (~ ${durationText(nowMs - Date.parse(iso))} ago)`;
}

/** `2026/11/20 11:38:15 +0000` */
export function timeText(iso: string): string {
  const [date = '', time = ''] = new Date(iso).toISOString().split('T');
  return `${date.replaceAll('-', '/')} ${time.slice(0, 8)} +0000`;
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
] as const;

/** The biggest unit that fits: `3d`, `5h`, `2m`, `41s`. */
export function durationText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}
