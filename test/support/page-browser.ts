/** A page, and how to go on from it. */
export interface VisitedPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

const HIDDEN = /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
const MOST_REDIRECTS = 20;

/** Just enough of a browser: follows redirects by hand, keeps cookies by origin, sends forms. */
export class PageBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  async open(url: string, init: RequestInit = {}): Promise<VisitedPage> {
    let [target, request] = [url, init];
    for (let count = 0; count < MOST_REDIRECTS; count += 1) {
      const { origin } = new URL(target);
      const cookie = [...(this.cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(target, { ...request, redirect: 'manual', headers: { ...request.headers, cookie } });
      this.keepCookies(origin, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null) return { url: target, status: response.status, text: await response.text() };
      [target, request] = [new URL(location, target).href, {}];
    }
    throw new Error(`too many redirects from ${url}`);
  }

  /** Sends the page's form with its hidden fields and these. */
  async submit({ url, text }: VisitedPage, fields: Record<string, string> = {}): Promise<VisitedPage> {
    const action = /<form[^>]*\baction="([^"]*)"/.exec(text)?.[1];
    if (action === undefined) throw new Error(`no form on ${url}: ${text.slice(0, 500)}`);
    const body = new URLSearchParams(fields);
    for (const [, name, value] of text.matchAll(HIDDEN)) body.append(name!, value!);
    return this.open(new URL(action, url).href, { method: 'POST', body });
  }

  private keepCookies(origin: string, lines: readonly string[]): void {
    const kept = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, kept);
    for (const line of lines) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
      if (value === '') kept.delete(name);
      else kept.set(name, value);
    }
  }
}
