import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';

export interface EnvironmentRow {
  id: string;
  name: string;
  createdAt: Date;
  apps: number;
  hosts: number;
}

const ENVIRONMENTS = `
select e.id, e.name, e.created_at as "createdAt",
  (select count(*)::integer from apps a where a.environment_id = e.id) as apps,
  (select count(*)::integer from hosts h where h.environment_id = e.id) as hosts
from environments e`;

@Injectable()
export class EnvironmentQueries {
  constructor(private readonly reader: Reader) {}

  list(): Promise<EnvironmentRow[]> {
    return this.reader.rows<EnvironmentRow>(`${ENVIRONMENTS} order by e.name`);
  }

  find(idOrName: string): Promise<EnvironmentRow | null> {
    return this.reader.first<EnvironmentRow>(`${ENVIRONMENTS} where e.id::text = $1 or e.name = $1`, [idOrName]);
  }
}
