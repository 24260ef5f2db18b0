/** What a browser does at a handshake, and no more: cookies, redirects one by one, forms. */
export interface WebVisitor {
  get(address: string): Promise<Page>;
  /** Sends the page's form as it stands, with `choices` made. */
  submit(page: Page, choices: Record<string, string>): Promise<Page>;
}

export interface Page {
  status: number;
  /** Where a redirect leads; null for a page. */
  location: string | null;
  headers: Headers;
  text: string;
}

interface Cookie {
  host: string;
  path: string;
  value: string;
}

/** `names` are addresses that lead elsewhere than they say, as behind a proxy: `{ "http://localhost:4000": url }`. */
export function createWebVisitor(names: Record<string, string> = {}): WebVisitor {
  const jar = new Map<string, Cookie>();
  const visit = async (address: string, form?: URLSearchParams): Promise<Page> => {
    const url = new URL(address);
    const base = names[url.origin] ?? url.origin;
    const answer = await fetch(`${base}${url.pathname}${url.search}`, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { accept: "text/html,application/xhtml+xml", cookie: cookiesFor(jar, url) },
      ...(form ? { body: form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) keepCookie(jar, url, line);
    const location = answer.headers.get("location");
    return {
      status: answer.status,
      location: location && new URL(location, url).href,
      headers: answer.headers,
      text: await answer.text(),
    };
  };
  return {
    get: (address) => visit(address),
    submit: (page, choices) => {
      const form = new URLSearchParams();
      for (const [input] of page.text.matchAll(/<input\b[^>]*>/g)) {
        const [name, isLeft] = [attribute(input, "name"), /type="radio"/.test(input) && !/ checked/.test(input)];
        if (name && !isLeft) form.append(name, attribute(input, "value"));
      }
      for (const [name, value] of Object.entries(choices)) form.set(name, value);
      return visit(attribute(/<form\b[^>]*>/.exec(page.text)?.[0] ?? "", "action"), form);
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
