/** So many calls at once; the others wait their turn. */
export class Lane {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Answers a function that gives the place back, or null when none was free in time. */
  async enter(waitMs: number): Promise<(() => void) | null> {
    if (this.#free === 0 && !(await this.#turn(waitMs))) return null;
    this.#free -= 1;
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      this.#free += 1;
      this.#callNext();
    };
  }

  async #turn(waitMs: number): Promise<boolean> {
    const deadline = performance.now() + waitMs;
    while (this.#free === 0) {
      if (!(await this.#called(deadline - performance.now()))) return false;
    }
    return true;
  }

  #called(waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(false), Math.max(0, waitMs));
      const settle = (isCalled: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(call);
        resolve(isCalled);
      };
      const call = () => settle(true);
      this.#waiting.add(call);
    });
  }

  #callNext(): void {
    const [next] = this.#waiting;
    next?.();
  }
}
