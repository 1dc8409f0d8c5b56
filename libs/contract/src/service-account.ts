import type { CreateAuthorization } from './authorization.js';

/** POST /service-accounts */
export interface CreateServiceAccount {
  /** `ci` becomes `ci@service.BASE_DOMAIN` */
  name: string;
}

/** POST /service-accounts/:account/tokens */
export type CreateServiceToken = Omit<CreateAuthorization, 'scope'>;
