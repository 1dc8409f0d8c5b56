/** GET /account: who the token belongs to. */
export interface Account {
  id: string;
  email: string;
  name: string | null;
  created_at: string;
  updated_at: string;
  verified: boolean;
  two_factor_authentication: boolean;
}
