import { Injectable } from '@nestjs/common';
import type { FormationRow } from '@jujube/database/apps/wanted-rows.js';
import { CURRENT_FORMATION } from '@jujube/database/formations/current-formation.js';
import { Reader } from '@jujube/database/reader.js';

export interface FormationDetail extends FormationRow {
  id: string;
  command: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Reads the process types that an app has now, with their quantities and sizes. */
@Injectable()
export class FormationQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<FormationDetail[]> {
    return this.reader.rows<FormationDetail>(CURRENT_FORMATION, [appId]);
  }

  /** @param key its process type or its id */
  async find(appId: string, key: string): Promise<FormationDetail | null> {
    return (await this.list(appId)).find(({ processType, id }) => processType === key || id === key) ?? null;
  }
}
