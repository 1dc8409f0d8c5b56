/** GET /account: who the token belongs to. */
export interface Account {
  id: string;
  email: string;
  name: string | null;
  created_at: string;
  updated_at: string;
  verified: boolean;
  two_factor_authentication: boolean;
  /** what accounts at Heroku have besides, and its clients may look for */
  allow_tracking: boolean;
  beta: boolean;
  federated: boolean;
  identity_provider: null;
  last_login: null;
  sms_number: null;
  suspended_at: null;
  delinquent_at: null;
  country_of_residence: null;
  default_organization: null;
  default_team: null;
}
