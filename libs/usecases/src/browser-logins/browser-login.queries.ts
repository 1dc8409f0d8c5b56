import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';

export interface BrowserLoginRow {
  readonly id: string;
  /** what the command line says of itself, and where it asked from */
  readonly description: string;
  readonly ip: string;
}

/** Reads logins that are not over. */
@Injectable()
export class BrowserLoginQueries {
  constructor(private readonly reader: Reader) {}

  find(id: string): Promise<BrowserLoginRow | null> {
    return this.reader.first<BrowserLoginRow>(
      'select id, description, ip from browser_logins where id::text = $1 and expires_at > now() and not is_approved',
      [id],
    );
  }

  /** Whether somebody may still end it for the one who has the secret. */
  async isOpen(id: string, secret: string): Promise<boolean> {
    const found = await this.reader.first(
      'select 1 from browser_logins where id::text = $1 and secret_hash = $2 and expires_at > now()',
      [id, hashToken(secret)],
    );
    return found !== null;
  }
}
