const MAX_LENGTH = 8_192;

/** What is wrong with the command of a process type, as the end of a sentence; null: nothing. */
export function faultOfCommand(command: string): string | null {
  if (command.trim() === '') return 'is empty';
  if (command.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  return /[\x00-\x08\x0e-\x1f\x7f]/.test(command) ? 'holds control characters' : null;
}
