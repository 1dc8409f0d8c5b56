/** Answers of Marathon's API; bodies of its requests are checked field by field, because unknown ones are refused. */

export interface MarathonHealthCheck {
  protocol: 'HTTP' | 'TCP';
  path?: string;
  portIndex: number;
  gracePeriodSeconds: number;
  intervalSeconds: number;
  timeoutSeconds: number;
  maxConsecutiveFailures: number;
}

export interface MarathonPortMapping {
  name?: string;
  containerPort: number;
  hostPort: number;
  servicePort: number;
  protocol: 'tcp' | 'udp';
}

/** One process type of an app: `/shop` is web, `/shop/worker` is worker. */
export interface MarathonApp {
  id: string;
  /** null: the image's own command */
  cmd: string | null;
  instances: number;
  cpus: number;
  /** MiB */
  mem: number;
  disk: number;
  gpus: number;
  /** the config vars of the whole app */
  env: Record<string, string>;
  labels: Record<string, string>;
  dependencies: string[];
  constraints: string[][];
  container: {
    type: 'DOCKER';
    docker: { image: string };
    volumes: [];
    portMappings: MarathonPortMapping[];
  };
  networks: { mode: 'container/bridge' }[];
  healthChecks: MarathonHealthCheck[];
  upgradeStrategy: { minimumHealthCapacity: number; maximumOverCapacity: number };
  backoffSeconds: number;
  backoffFactor: number;
  maxLaunchDelaySeconds: number;
  /** time of the last change */
  version: string;
  versionInfo: { lastScalingAt: string; lastConfigChangeAt: string };
  tasksStaged: number;
  tasksRunning: number;
  tasksHealthy: number;
  tasksUnhealthy: number;
  deployments: { id: string }[];
  tasks?: MarathonTask[];
}

/** A dyno that has not ended. */
export interface MarathonTask {
  id: string;
  appId: string;
  host: string;
  slaveId: string;
  ipAddresses: { ipAddress: string; protocol: 'IPv4' | 'IPv6' }[];
  /** on the host */
  ports: number[];
  servicePorts: number[];
  localVolumes: [];
  state: string;
  stagedAt: string;
  startedAt: string | null;
  version: string | null;
  healthCheckResults: { alive: boolean; instanceId: string }[];
}

export type MarathonAction = 'RestartApplication' | 'ScaleApplication';

export interface MarathonDeployment {
  id: string;
  version: string;
  affectedApps: string[];
  affectedPods: string[];
  currentStep: number;
  totalSteps: number;
  currentActions: { action: MarathonAction; app: string; readinessCheckResults: [] }[];
  steps: { actions: { action: MarathonAction; app: string }[] }[];
}

/** Answer to whatever begins a deployment. */
export interface MarathonDeploymentBegun {
  version: string;
  deploymentId: string;
}

/** What waits of one app, and for what. */
export interface MarathonQueued {
  app: { id: string; instances: number; version: string };
  count: number;
  delay: { timeLeftSeconds: number; overdue: boolean };
  since: string;
  waiting: { instance: string; state: 'blocked' | 'crashed'; reason: string }[];
}
