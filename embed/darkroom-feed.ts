import { EMBED_STYLE } from "../server/http/embed/style-text.js";
import { element } from "./element.js";
import { playInPlace } from "./film.js";
import { openLightbox } from "./lightbox.js";
import { textsIn } from "./texts.js";

const SERVER = new URL(import.meta.url).origin;
const TIMEOUT_MS = 15_000;
/** How many posts a feed shows at first. */
const FIRST = 12;

// No policy of the page forbids it, unlike a style element.
const style = new CSSStyleSheet();
style.replaceSync(`${EMBED_STYLE}:host { display: block !important; }`);

/**
 * `<darkroom-feed slug key>`: a feed of this server. A fragment of the feed that stands inside is taken as it is; otherwise the
 * tag fetches it. While it waits, it takes the room of `first` posts, so that nothing on the page moves; a feed with fewer
 * gives the rest back.
 *
 * Attributes: `slug`, `key` (or `api-key`), `layout` (grid, list or row), `first`, `lang`; `lightbox` opens posts in a dialog;
 * `wait` loads nothing until it is removed or the visitor presses the button.
 */
export class DarkroomFeed extends HTMLElement {
  static observedAttributes = ["slug", "key", "api-key", "layout", "first", "lang", "wait"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #status = element("div", "status", { role: "status" });
  #ending = new AbortController();
  #isAdopted = false;

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [style];
    // A tag that the parser has only begun has no children yet.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.#start(), { once: true });
    else this.#start();
  }

  disconnectedCallback(): void {
    this.#ending.abort();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    // What stands inside is the feed that the site has chosen.
    if (before !== after && this.#root.hasChildNodes() && !this.#isAdopted) this.#start();
  }

  #start(): void {
    if (!this.isConnected) return;
    this.#ending.abort();
    this.#ending = new AbortController();
    const own = this.querySelector<HTMLElement>("section.darkroom");
    this.#isAdopted = own !== null;
    if (own) {
      this.#root.replaceChildren(document.createElement("slot"), this.#status);
      this.#enliven(own);
    } else if (this.hasAttribute("wait")) this.#offer();
    else void this.#load();
  }

  /** A button in the place of the posts. */
  #offer(): void {
    const place = this.#placeholder();
    const foot = place.querySelector(".darkroom-foot") as HTMLElement;
    const show = element("button", "more", { type: "button", textContent: textsIn(this.#language()).show });
    show.addEventListener("click", () => this.removeAttribute("wait"));
    foot.append(show);
    place.prepend(foot);
    this.#root.replaceChildren(document.createElement("slot"), place);
  }

  async #load(): Promise<void> {
    const { signal } = this.#ending;
    const place = this.#placeholder();
    this.#root.replaceChildren(place, this.#status);
    const section = await this.#fetch(this.#address());
    if (signal.aborted) return;
    if (!section) {
      // What the site has written for this case.
      this.#root.replaceChildren(document.createElement("slot"), this.#status);
      return;
    }
    const isFull =
      section.querySelectorAll(".darkroom-post").length === place.querySelectorAll(".darkroom-post").length;
    // The room of a link that the last page does not have.
    if (isFull && !section.querySelector(".darkroom-foot")) section.append(element("p", "foot"));
    place.replaceWith(section);
    this.#enliven(section);
  }

  /** The room that the feed will take. */
  #placeholder(): HTMLElement {
    const layout = this.getAttribute("layout") ?? "grid";
    const section = element("section", layout);
    section.classList.add("darkroom");
    const posts = element("ul", "posts");
    posts.setAttribute("aria-hidden", "true");
    const count = Math.min(100, Number(this.getAttribute("first")) || FIRST);
    posts.append(...Array.from({ length: count }, () => element("li", "post")));
    section.append(posts, element("p", "foot"));
    return section;
  }

  /** Where the fragment is, in the page's language. */
  #address(): string {
    const language = this.#language();
    const query = new URLSearchParams(language && { lang: language });
    for (const name of ["key", "layout", "first"]) {
      // React and Vue use `key` themselves, and set no attribute.
      const value = this.getAttribute(name) ?? (name === "key" ? this.getAttribute("api-key") : null);
      if (value !== null) query.set(name, value);
    }
    return `${SERVER}/embed/${encodeURIComponent(this.getAttribute("slug") ?? "")}.html?${query}`;
  }

  /** The fragment; null, with a word in the console, where there is none. */
  async #fetch(address: string): Promise<HTMLElement | null> {
    const ending = this.#ending.signal;
    try {
      // Browsers of 2023 cannot join signals; they wait as long as the network does.
      const signal = "any" in AbortSignal ? AbortSignal.any([ending, AbortSignal.timeout(TIMEOUT_MS)]) : ending;
      const answer = await fetch(address, { credentials: "omit", signal });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      const page = new DOMParser().parseFromString(text, "text/html");
      const section = page.querySelector<HTMLElement>("section.darkroom");
      // The shadow root has the style.
      section?.querySelector("link")?.remove();
      return section;
    } catch (error) {
      if (!ending.aborted) console.error("darkroom-feed:", (error as Error).message);
      return null;
    }
  }

  #enliven(section: HTMLElement): void {
    const { signal } = this.#ending;
    section.addEventListener("click", (event) => this.#open(event, section), { signal });
    const link = section.querySelector<HTMLAnchorElement>("a.darkroom-more");
    if (!link) return;
    const button = element("button", "more", { type: "button", textContent: link.textContent });
    button.addEventListener("click", () => void this.#more(section, { button, link }), { signal });
    signal.addEventListener("abort", () => button.replaceWith(link));
    link.replaceWith(button);
  }

  /** Adds the posts that the link leads to. Where that fails, the link is there again. */
  async #more(section: HTMLElement, { button, link }: { button: HTMLElement; link: HTMLAnchorElement }): Promise<void> {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const texts = textsIn(section.lang);
    const next = await this.#fetch(link.href.replace("?", ".html?"));
    button.ariaBusy = "false";
    if (!next) {
      button.replaceWith(link);
      link.focus();
      this.#status.textContent = texts.failed;
      return;
    }
    const came = [...next.querySelectorAll(".darkroom-post")];
    section.querySelector(".darkroom-posts")?.append(...came);
    const further = next.querySelector<HTMLAnchorElement>("a.darkroom-more");
    if (further) link.href = further.href;
    else button.parentElement?.remove();
    came[0]?.querySelector("a")?.focus();
    this.#status.textContent = texts.came(came.length);
  }

  #open(event: MouseEvent, section: HTMLElement): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a.darkroom-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (this.hasAttribute("lightbox")) {
      const links = [...section.querySelectorAll<HTMLAnchorElement>("a.darkroom-link")];
      openLightbox(this.#root, links, { at: links.indexOf(link), texts: textsIn(section.lang) });
    } else if (link.dataset.film) playInPlace(link);
    else return;
    event.preventDefault();
  }

  /** The page's, as far as the server speaks it. */
  #language(): string | undefined {
    const language = this.closest<HTMLElement>("[lang]")?.lang.slice(0, 2).toLowerCase();
    return language === "de" || language === "en" ? language : undefined;
  }
}
