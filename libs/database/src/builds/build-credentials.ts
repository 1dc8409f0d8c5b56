import { Injectable } from '@nestjs/common';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';

/** `user:password` of a git address, as it lies in `source.credentials` of its build. */
@Injectable()
export class BuildCredentials {
  constructor(private readonly box: SecretBox) {}

  seal(buildId: string, login: string): string {
    return this.box.seal(login, SEALED.buildCredentials(buildId)).toString('base64');
  }

  open(buildId: string, sealed: string): string {
    return this.box.open(Buffer.from(sealed, 'base64'), SEALED.buildCredentials(buildId)).toString('utf8');
  }
}
