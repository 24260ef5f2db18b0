/** What a browser does at a handshake, and no more: cookies, redirects one by one, forms. */
export interface WebVisitor {
  get(address: string): Promise<Page>;
  /** Sends the page's form as it stands, with `choices` made: the one with this action, else the first. */
  submit(page: Page, choices: Record<string, string>, action?: string): Promise<Page>;
  /** Opens the address, then whatever redirects name. */
  follow(address: string): Promise<Page>;
  /** The value of a cookie that it holds. */
  cookie(name: string): string | undefined;
}

export interface Page {
  status: number;
  /** Where a redirect leads; null for a page. */
  location: string | null;
  headers: Headers;
  text: string;
  /** Where it was found. */
  url: string;
}

const REDIRECTS_MAX = 10;

interface Cookie {
  host: string;
  path: string;
  value: string;
}

/**
 * `names` are addresses that lead elsewhere than they say, as behind a proxy: `{ "http://localhost:4000": url }`. `sent` are
 * headers of every request.
 */
export function createWebVisitor(names: Record<string, string> = {}, sent: Record<string, string> = {}): WebVisitor {
  const jar = new Map<string, Cookie>();
  const visit = async (address: string, form?: URLSearchParams): Promise<Page> => {
    const url = new URL(address);
    const base = names[url.origin] ?? url.origin;
    const answer = await fetch(`${base}${url.pathname}${url.search}`, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { ...sent, accept: "text/html,application/xhtml+xml", cookie: cookiesFor(jar, url) },
      ...(form ? { body: form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) keepCookie(jar, url, line);
    const location = answer.headers.get("location");
    return {
      status: answer.status,
      location: location && new URL(location, url).href,
      headers: answer.headers,
      text: await answer.text(),
      url: address,
    };
  };
  const follow = async (address: string): Promise<Page> => {
    let page = await visit(address);
    for (let count = 0; page.location && count < REDIRECTS_MAX; count++) page = await visit(page.location);
    return page;
  };
  return {
    get: (address) => visit(address),
    follow,
    cookie: (name) => jar.get(name)?.value,
    submit: (page, choices, action) => {
      const forms = [...page.text.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].map(([text]) => text);
      const found = forms.find((text) => action === undefined || attribute(text, "action") === action) ?? "";
      const form = new URLSearchParams();
      for (const [input] of found.matchAll(/<input\b[^>]*>/g)) {
        const [name, isLeft] = [attribute(input, "name"), /type="radio"/.test(input) && !/ checked/.test(input)];
        if (name && !isLeft) form.append(name, attribute(input, "value"));
      }
      for (const [name, value] of Object.entries(choices)) form.set(name, value);
      return visit(new URL(attribute(found, "action"), page.url).href, form);
    },
  };
}

function cookiesFor(jar: Map<string, Cookie>, { host, pathname }: URL): string {
  const sent = [...jar].filter(([, cookie]) => cookie.host === host && pathname.startsWith(cookie.path));
  return sent.map(([name, { value }]) => `${name}=${value}`).join("; ");
}

function keepCookie(jar: Map<string, Cookie>, { host }: URL, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  jar.set(name, { host, value, path: /;\s*path=([^;]+)/i.exec(line)?.[1] ?? "/" });
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
}
