import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';
import { hashSourceSecret } from './create-source.js';

export interface SourceRow {
  id: string;
  /** null until its archive is there */
  sizeBytes: string | null;
  /** hex; null until its archive is there */
  sha256: string | null;
}

/** Reads sources. */
@Injectable()
export class SourceQueries {
  constructor(private readonly reader: Reader) {}

  /** Null when there is none, or the secret is not its. */
  open(id: string, secret: string): Promise<SourceRow | null> {
    return this.reader.first<SourceRow>(
      `select id, size_bytes as "sizeBytes", encode(sha256, 'hex') as sha256 from sources
       where id::text = $1 and upload_hash = $2`,
      [id, hashSourceSecret(secret)],
    );
  }
}
