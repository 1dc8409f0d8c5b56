/** Hosts and apps that keep to themselves; Heroku's spaces. */
export interface Environment {
  id: string;
  name: string;
  apps: number;
  hosts: number;
  created_at: string;
}
