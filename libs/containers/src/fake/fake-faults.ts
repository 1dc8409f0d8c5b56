import { EngineError } from '../engine-error.js';
import type { EngineErrorKind } from '../engine-error.js';

interface Fault {
  operation: string;
  kind: EngineErrorKind;
  /** The call does its work, and only its answer is lost. */
  isAfterwards: boolean;
  left: number;
}

const PLANNED = 'a fault planned by the test';

/** What goes wrong on a fake host, and a record of what it was asked. */
export class FakeFaults {
  /** `operation target`, in order, e.g. `start web.1`. */
  readonly calls: string[] = [];
  #planned: Fault[] = [];
  #silence: EngineErrorKind | null = null;

  constructor(private readonly hostName: string) {}

  /** The next `times` calls of this operation (`create`, `start`, `list`, …) fail with this kind. */
  fail(operation: string, kind: EngineErrorKind, times = 1): void {
    this.#planned.push({ operation, kind, isAfterwards: false, left: times });
  }

  /** The next `times` calls do their work, but the answer does not arrive. */
  loseAnswer(operation: string, times = 1): void {
    this.#planned.push({ operation, kind: 'timeout', isAfterwards: true, left: times });
  }

  /** Every call fails from now on, until `heal`. */
  goSilent(kind: EngineErrorKind = 'unreachable'): void {
    this.#silence = kind;
  }

  heal(): void {
    this.#silence = null;
    this.#planned = [];
  }

  async around<T>(operation: string, target: string, work: () => T | Promise<T>): Promise<T> {
    this.calls.push(`${operation} ${target}`.trim());
    if (this.#silence) throw this.error(this.#silence, operation, PLANNED);
    const fault = this.#planned.find((each) => each.operation === operation && each.left > 0);
    if (fault) fault.left -= 1;
    if (fault && !fault.isAfterwards) throw this.error(fault.kind, operation, PLANNED);
    const result = await work();
    if (fault) throw this.error(fault.kind, operation, PLANNED);
    return result;
  }

  error(kind: EngineErrorKind, operation: string, message: string): EngineError {
    return new EngineError({ kind, host: this.hostName, operation, message });
  }
}
