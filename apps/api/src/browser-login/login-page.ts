import { createHash } from 'node:crypto';
import type { BrowserLoginRow } from '@jujube/usecases/browser-logins/browser-login.queries.js';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:10vh auto;padding:0 1rem}label{display:block;margin:.5rem 0}' +
  'input{font:inherit;width:100%;box-sizing:border-box}button,.button{font:inherit;margin-top:1rem}.problem{color:#b00020}';

/** Nothing but our own style; the forms go nowhere else. */
export const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export interface LoginForm {
  readonly login: BrowserLoginRow;
  readonly hasSignOn: boolean;
  readonly problem?: string;
  /** what was typed before */
  readonly username?: string;
  readonly needsCode?: boolean;
}

/** Asks who it is, with the identity provider or a password. */
export function loginForm({ login, hasSignOn, problem, username = '', needsCode = false }: LoginForm): string {
  const signOn = hasSignOn
    ? `<p><a class="button" href="/auth/browser/${login.id}/sso">Log in with single sign-on</a></p>`
    : '';
  const code = needsCode
    ? '<label>Two-factor code <input name="code" autocomplete="one-time-code" autofocus></label>'
    : '';
  return page(
    `${asks(login)}${note(problem)}${signOn}
<form method="post" action="/auth/browser/${login.id}">
<label>User name <input name="username" autocomplete="username" required value="${escaped(username)}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>${code}
<button>Log in</button></form>`,
  );
}

/** Asks whether the command line is theirs: whoever sent them the link would be let in as them. */
export function confirmForm(login: BrowserLoginRow, { email, code }: { email: string; code: string }): string {
  return page(
    `${asks(login)}<p>You are <b>${escaped(email)}</b>. Go on only if you began this yourself just now.</p>
<form method="post" action="/auth/browser/${login.id}/confirm"><input type="hidden" name="confirm" value="${escaped(code)}">
<button>Yes, let it in as me</button></form>`,
  );
}

export function messagePage(message: string): string {
  return page(`<p>${escaped(message)}</p>`);
}

function asks({ description, ip }: BrowserLoginRow): string {
  return `<p><b>${escaped(description)}</b>, from ${escaped(ip)}, asks to be let in.</p>`;
}

const note = (problem: string | undefined) =>
  problem === undefined ? '' : `<p class="problem">${escaped(problem)}</p>`;

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Jujube</title><style>${STYLE}</style><h1>Jujube</h1>${body}</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
