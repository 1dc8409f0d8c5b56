/** The process is not, or no longer, the leader: whatever it was about to write must not be written. */
export class LostLeadership extends Error {
  override readonly name = 'LostLeadership';
}
