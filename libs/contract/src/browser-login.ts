/** POST /auth: the paths are below the API; the token opens nothing but `cli_url`, which answers `{ access_token }` in the end. */
export interface BrowserLogin {
  browser_url: string;
  cli_url: string;
  token: string;
  /** ours: whether there is an identity provider, at `browser_url` + `/sso` */
  sso: boolean;
}
