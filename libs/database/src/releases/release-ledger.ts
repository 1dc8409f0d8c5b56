import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { baseRelease, type NextRelease, type PastRelease } from '@jujube/core/release/next-release.js';
import type { LockedApp } from '../apps/lock-app.js';
import { insertDeployment, supersedePending } from '../deployments/new-deployment.js';
import { addProcessTypes } from '../formations/add-process-types.js';
import { releaseHeldSlots } from '../slot-wishes/release-held-slots.js';
import { ReleaseConfig } from './release-config.js';

/** Where a release came from, besides what it holds. */
export interface ReleaseOrigin {
  readonly createdBy: string;
  readonly imageTag?: string;
  readonly buildId?: string;
  /** nobody asked for it: another release failed */
  readonly isRevert?: boolean;
}

export type KnownRelease = PastRelease & { readonly id: string };

export interface MadeRelease {
  readonly id: string;
  readonly version: number;
  readonly deploymentId: string;
}

/** The releases of an app that the caller has locked (lockApp): what the next one builds upon, and writing it down. */
@Injectable()
export class ReleaseLedger {
  constructor(private readonly config: ReleaseConfig) {}

  async latest(manager: EntityManager, appId: string): Promise<KnownRelease> {
    return this.one(await manager.query(`${RELEASES} where r.app_id = $1 order by r.version desc limit 1`, [appId]));
  }

  /** Gives image and process types to a release that changes only the config. */
  async base(manager: EntityManager, appId: string): Promise<KnownRelease> {
    // what baseRelease() chooses from; there can be thousands of others
    const usable = `d.state is null or d.state in ('pending', 'succeeded')`;
    const rows: Row[] = await manager.query(
      `${RELEASES} where r.app_id = $1 and (${usable}) order by r.version desc limit 1`,
      [appId],
    );
    return this.one([baseRelease(rows)]);
  }

  /** @param key an id, `v7` or `7` */
  async find(manager: EntityManager, appId: string, key: string): Promise<KnownRelease | null> {
    const rows: Row[] = await manager.query(
      `${RELEASES} where r.app_id = $1 and (r.id::text = $2 or 'v' || r.version = $2 or r.version::text = $2)`,
      [appId, key],
    );
    return rows.length === 0 ? null : this.one(rows);
  }

  /** What serves: the newest release that was rolled out. */
  async lastGood(manager: EntityManager, appId: string): Promise<KnownRelease | null> {
    const rows: Row[] = await manager.query(
      `${RELEASES} where r.app_id = $1 and r.image is not null and d.state = 'succeeded' order by r.version desc limit 1`,
      [appId],
    );
    return rows.length === 0 ? null : this.one(rows);
  }

  /** Writes the release, its deployment (which supersedes a pending one) and rows for process types that are new. */
  async add(
    manager: EntityManager,
    app: LockedApp,
    entry: { next: NextRelease; origin: ReleaseOrigin },
  ): Promise<MadeRelease> {
    const { next, origin } = entry;
    const id = randomUUID();
    const config = this.config.seal(id, next.configVars);
    const { version, description, image, typeImages, processTypes } = next;
    const { createdBy, imageTag = null, buildId = null } = origin;
    await manager.query(INSERT, [
      id,
      app.id,
      version,
      description,
      image,
      processTypes,
      config,
      createdBy,
      imageTag,
      buildId,
      typeImages,
    ]);
    await addProcessTypes(manager, app.id, processTypes);
    await releaseHeldSlots(manager, app.id);
    await supersedePending(manager, app.id, version);
    const running = image === null ? [] : Object.keys(processTypes);
    const deploymentId = await insertDeployment(manager, app, {
      releaseId: id,
      processTypes: running,
      isRevert: origin.isRevert ?? false,
    });
    return { id, version, deploymentId };
  }

  private one(rows: Row[]): KnownRelease {
    const row = rows[0];
    if (!row) throw new Error('every app has its initial release; this one has none');
    const { configEncrypted, ...release } = row;
    return { ...release, configVars: this.config.open({ id: row.id, configEncrypted }) };
  }
}

type Row = Omit<KnownRelease, 'configVars'> & { configEncrypted: Buffer };

const RELEASES = `
select r.id, r.version, r.description, r.image, r.type_images as "typeImages", r.process_types as "processTypes", r.config_encrypted as "configEncrypted",
  d.state as "deploymentState"
from releases r left join deployments d on d.release_id = r.id`;

const INSERT = `
insert into releases (id, app_id, version, description, image, process_types, config_encrypted, created_by, image_tag, build_id, type_images)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
