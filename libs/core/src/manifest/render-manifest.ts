import type { DisruptionSettings } from '../disruption/disruption-settings.js';
import type { HealthCheck } from '../formation/health-check.js';
import { formatCpu } from '../quantity/cpu.js';
import { formatMemory } from '../quantity/memory.js';
import type { AffinityWish, PortWish, RulesWish, SpreadWish } from '../rules/rules-wish.js';
import type { UpdateSettings } from '../update/update-settings.js';
import type { AppSettings, ProcessSettings } from './app-settings.js';

/** A manifest as plain JSON: what parseManifest() takes back. */
export type ManifestDocument = Readonly<Record<string, unknown>>;

/** The manifest that says how an app is now. */
export function renderManifest({ deadlineSeconds, processes }: AppSettings): ManifestDocument {
  const entries = processes.map((process) => [process.processType, renderProcess(process)]);
  return {
    deadline_seconds: deadlineSeconds,
    ...(entries.length > 0 && { processes: Object.fromEntries(entries) as ManifestDocument }),
  };
}

/** One process type, without what it does not say. */
export function renderProcess(process: ProcessSettings): ManifestDocument {
  return present({
    command: process.command === '' ? undefined : process.command,
    quantity: process.quantity,
    cpu: formatCpu(process.cpuMillis),
    memory: formatMemory(process.memoryMib),
    ...renderRules(process.rules),
    checks: process.healthCheck ? renderCheck(process.healthCheck) : undefined,
    disruption: unlessEmpty(renderDisruption(process.disruption)),
    update: unlessEmpty(renderUpdate(process.update)),
  });
}

function renderRules(rules: RulesWish): ManifestDocument {
  return {
    pool: rules.pool,
    host_labels: unlessEmpty(sorted(rules.hostLabels ?? {})),
    one_per_host: rules.isOnePerHost === true ? true : undefined,
    constraints: unlessNone(rules.constraints?.map((constraint) => constraint.join(':'))),
    affinity: unlessNone(rules.affinity?.map(renderAffinity)),
    spread: unlessNone(rules.spread?.map(renderSpread)),
    tolerations: unlessNone(rules.tolerations),
    priority: rules.priority,
    host_port: rules.hostPort,
    ports: unlessNone(rules.ports?.map(renderPort)),
    gpus: rules.gpus,
  };
}

function renderPort({ name, containerPort, hostPort, protocol }: PortWish): ManifestDocument {
  return present({ name, container_port: containerPort, host_port: hostPort, protocol });
}

function renderAffinity({ target, selector, topologyKey, weight, isRequired }: AffinityWish): ManifestDocument {
  return present({ target, selector, topology_key: topologyKey, weight, required: isRequired });
}

function renderSpread({ topologyKey, maxSkew, minDomains, whenUnsatisfiable, weight }: SpreadWish): ManifestDocument {
  const domains = { max_skew: maxSkew, min_domains: minDomains };
  return present({ topology_key: topologyKey, ...domains, when_unsatisfiable: whenUnsatisfiable, weight });
}

function renderCheck(check: HealthCheck): ManifestDocument {
  return present({
    protocol: check.protocol,
    path: check.path,
    port_name: check.portName,
    interval_seconds: check.intervalSeconds,
    timeout_seconds: check.timeoutSeconds,
    grace_seconds: check.graceSeconds,
    max_consecutive_failures: check.maxConsecutiveFailures,
    on_unhealthy: check.onUnhealthy,
    quorum: check.quorum,
  });
}

function renderDisruption(disruption: DisruptionSettings): ManifestDocument {
  return present({
    min_available: disruption.minAvailable,
    max_unavailable: disruption.maxUnavailable,
    lost_after_seconds: disruption.lostAfterSeconds,
    replace: disruption.replace,
    reconcile: disruption.reconcile,
  });
}

function renderUpdate(update: UpdateSettings): ManifestDocument {
  return present({
    strategy: update.strategy,
    minimum_health_capacity: update.minimumHealthCapacity,
    maximum_over_capacity: update.maximumOverCapacity,
    min_healthy_seconds: update.minHealthySeconds,
    drain_timeout_seconds: update.drainTimeoutSeconds,
    canary: update.canary,
    canary_weight: update.canaryWeight,
    canary_header: update.canaryHeader,
    canary_cookie: update.canaryCookie,
    auto_promote_after_seconds: update.autoPromoteAfterSeconds,
    confirm: update.confirm,
    keep_previous_seconds: update.keepPreviousSeconds,
    auto_revert: update.autoRevert,
    max_error_rate: update.maxErrorRate,
    max_p95_ratio: update.maxP95Ratio,
  });
}

/** Their order says nothing. */
function sorted(labels: Readonly<Record<string, string>>): ManifestDocument {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function present(members: ManifestDocument): ManifestDocument {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function unlessEmpty(members: ManifestDocument): ManifestDocument | undefined {
  return Object.keys(members).length === 0 ? undefined : members;
}

function unlessNone<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
