const LINES_PER_SECOND = 1_000;

/** Keeps one flooding dyno from drowning the others' logs. Goes by when lines were written: catching up is no flood. */
export class RateCap {
  private windowEndsMs = 0;
  private count = 0;
  private dropped = 0;

  /** Whether a line may pass; how many were dropped is told with the first one of the next second. */
  admit(writtenAtMs: number): { isAdmitted: boolean; droppedBefore: number } {
    let droppedBefore = 0;
    if (writtenAtMs >= this.windowEndsMs) {
      droppedBefore = this.dropped;
      this.windowEndsMs = writtenAtMs + 1_000;
      this.count = 0;
      this.dropped = 0;
    }
    const isAdmitted = this.count < LINES_PER_SECOND;
    if (isAdmitted) this.count += 1;
    else this.dropped += 1;
    return { isAdmitted, droppedBefore };
  }

  /** What was dropped and not told yet; to be asked at the end. */
  takeUntold(): number {
    const { dropped } = this;
    this.dropped = 0;
    return dropped;
  }
}
