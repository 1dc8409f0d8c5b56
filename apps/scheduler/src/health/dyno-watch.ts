import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { DynoJournal } from '../dyno-journal.js';
import { LiveDynos } from '../live-dynos.js';
import { Turnstile } from '../turnstile.js';
import { checkDyno } from './check-dyno.js';
import { judgeHealth, nextCheckInMs, type HealthRecord, type HealthVerdict } from './health-record.js';
import { HealthReports } from './health-reports.js';
import { HealthRules, type DynoRules } from './health-rules.js';
import { whyLeftAlone } from './quorum-brake.js';

const CHECKS_AT_ONCE = 64;
const PORTLESS_PROVES_ITSELF_MS = 2_000;

/** Checks one dyno again and again, and says what follows from it. */
@Injectable()
export class DynoWatch {
  private readonly logger = new Logger('health');
  private readonly turnstile = new Turnstile(CHECKS_AT_ONCE);

  constructor(
    private readonly liveDynos: LiveDynos,
    private readonly rules: HealthRules,
    private readonly reports: HealthReports,
    private readonly journal: DynoJournal,
  ) {}

  async run(id: string, signal: AbortSignal): Promise<void> {
    const first = this.liveDynos.get(id);
    if (!first) return;
    let record = recordOf(first);
    while (!signal.aborted) {
      const dyno = this.liveDynos.get(id);
      if (!dyno) return;
      const round = await this.round(dyno, record, signal);
      record = round.record;
      if (round.isOver) return;
      await sleep(round.pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async round(dyno: DynoEntity, record: HealthRecord, signal: AbortSignal) {
    const rules = this.rules.of(dyno);
    const trouble = await this.check(dyno, signal);
    if (signal.aborted) return { record, isOver: true, pauseMs: 0 };
    const judged = judgeHealth(record, { hasPassed: trouble === null, nowMs: Date.now() }, rules);
    const leftAlone = judged.verdict === 'hopeless' ? this.whyLeftAlone(dyno, rules) : null;
    const verdict = leftAlone === null ? judged.verdict : 'unchanged';
    const isWritten = await this.write(dyno, verdict, { trouble, rules, leftAlone });
    const next = isWritten ? judged.record : record;
    const isOver = isWritten && (verdict === 'boot-timeout' || verdict === 'hopeless');
    return { record: next, isOver, pauseMs: nextCheckInMs(next, Date.now(), rules) };
  }

  private async check(dyno: DynoEntity, signal: AbortSignal): Promise<string | null> {
    const { path, portName, timeoutSeconds } = this.rules.of(dyno);
    const port = checkedPort(dyno, portName);
    if (port === null) return this.proveBySurviving(dyno, signal);
    const { hostAddress: address } = dyno;
    return this.turnstile.pass(() => checkDyno({ address, port, path, timeoutMs: timeoutSeconds * 1000 }));
  }

  // what listens on nothing is well when it runs, and a container that ended is noticed by its host's watch
  private async proveBySurviving(dyno: DynoEntity, signal: AbortSignal): Promise<null> {
    if (dyno.state === 'starting') await sleep(PORTLESS_PROVES_ITSELF_MS, undefined, { signal }).catch(() => undefined);
    return null;
  }

  private whyLeftAlone({ id, appId, processType }: DynoEntity, { onUnhealthy, quorum }: DynoRules): string | null {
    const others = this.liveDynos.all().filter((dyno) => dyno.appId === appId && dyno.processType === processType);
    const healthyOthers = others.filter((dyno) => dyno.id !== id && dyno.state === 'up' && dyno.isHealthy).length;
    return whyLeftAlone({ onUnhealthy, quorum, healthyOthers });
  }

  private async write(dyno: DynoEntity, verdict: HealthVerdict, facts: Facts): Promise<boolean> {
    try {
      if (verdict === 'healthy') return await this.reports.healthy(dyno.id);
      if (verdict === 'unhealthy') await this.journal.unhealthy(dyno, facts.trouble ?? '');
      const { leftAlone } = facts;
      if (leftAlone !== null && dyno.reason !== leftAlone) await this.journal.noted(dyno, leftAlone);
      const reason = endingReason(verdict, facts);
      if (reason) await this.journal.givenUp(dyno, reason);
      return true;
    } catch (error) {
      this.logger.warn(error);
      return false;
    }
  }
}

/** A dyno from before its check looked at the port is checked at the one that it has. */
function checkedPort({ hostPort, ports }: DynoEntity, portName: string | null): number | null {
  return ports.find(({ name }) => name === portName)?.hostPort ?? hostPort;
}

interface Facts {
  trouble: string | null;
  rules: DynoRules;
  /** why a hopeless dyno is not replaced */
  leftAlone: string | null;
}

function recordOf(dyno: DynoEntity): HealthRecord {
  return {
    startedAtMs: dyno.stateSince.getTime(),
    isHealthy: dyno.isHealthy,
    hasBeenHealthy: dyno.state !== 'starting',
    failures: 0,
    failingSinceMs: null,
  };
}

function endingReason(verdict: HealthVerdict, { trouble, rules }: Facts): string | null {
  if (verdict === 'boot-timeout') {
    const what = `not healthy within ${rules.graceSeconds} seconds of launch: ${trouble}`;
    return `Error R10 (Boot timeout) -> ${what}`;
  }
  return verdict === 'hopeless' ? `Unhealthy for ${rules.hopelessAfterMs / 1000} seconds: ${trouble}` : null;
}
