import type { Reference } from './reference.js';

export interface Domain {
  id: string;
  app: Reference;
  hostname: string;
  kind: 'heroku' | 'custom';
  cname: string | null;
  acm_status: string | null;
  acm_status_reason: string | null;
  sni_endpoint: Reference | null;
  status: 'pending' | 'succeeded' | 'failed';
  created_at: string;
  updated_at: string;
}

/** POST /apps/:app/domains */
export interface CreateDomain {
  hostname: string;
  sni_endpoint?: string | null;
}

/** PATCH /apps/:app/domains/:domain; null: the installation's own certificate */
export interface UpdateDomain {
  sni_endpoint: string | null;
}
