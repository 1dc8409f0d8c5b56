import type { Reference } from './reference.js';

/** A certificate of an app. Its key is in no answer. */
export interface SniEndpoint {
  id: string;
  name: string;
  display_name: null;
  app: Reference;
  certificate_chain: string;
  /** ids of the domains that it is shown for */
  domains: string[];
  ssl_cert: {
    id: string;
    acm: boolean;
    'ca_signed?': boolean;
    'self_signed?': boolean;
    cert_domains: string[];
    expires_at: string;
    issuer: string;
    starts_at: string;
    subject: string;
  };
  created_at: string;
  updated_at: string;
}

/** POST /apps/:app/sni-endpoints, and PATCH on one of them; PEM */
export interface WriteSniEndpoint {
  certificate_chain: string;
  private_key: string;
}
