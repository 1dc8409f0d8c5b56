/** The preflight report of `hosts:add`: what was found, what is missing, and the line that mends it. */
export interface HostReport {
  isReachable: boolean;
  /** set when it cannot be reached: what happened and what to do */
  error?: string;
  engineVersion?: string;
  apiVersion?: string;
  cpuMillis?: number;
  memoryMib?: number;
  /** address at which its published ports are reached */
  address?: string;
  findings: { check: string; isOk: boolean; isRequired: boolean; message: string; mend?: string }[];
}
