import { element } from "./element.js";
import { filmOf } from "./film.js";
import type { Texts } from "./texts.js";

/** Shows a post large, in a dialog. The arrow keys lead to its neighbours; after it is closed, the focus is on its link. */
export function openLightbox(
  root: ShadowRoot,
  links: readonly HTMLAnchorElement[],
  { at, texts }: { at: number; texts: Texts },
): void {
  const dialog = element("dialog", "dialog");
  const stage = element("div", "stage");
  const close = element("button", "close", { type: "button", textContent: texts.close });
  const original = element("a", "original", { target: "_blank", rel: "noopener", textContent: texts.onInstagram });
  let place = at;

  const show = (next: number) => {
    const link = links[next];
    if (!link) return;
    place = next;
    original.href = link.href;
    dialog.setAttribute("aria-label", link.querySelector("img")?.alt ?? "");
    stage.replaceChildren(
      link.dataset.film ? filmOf(link, () => stage.replaceChildren(largePicture(link))) : largePicture(link),
    );
  };

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", ({ key, target }) => {
    if (target instanceof HTMLVideoElement) return;
    if (key === "ArrowLeft") show(place - 1);
    if (key === "ArrowRight") show(place + 1);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    links[place]?.focus();
  });
  dialog.append(close, stage, original);
  root.append(dialog);
  show(at);
  dialog.showModal();
}

function largePicture(link: HTMLAnchorElement): Node {
  const picture = link.querySelector("picture")?.cloneNode(true) as HTMLElement | undefined;
  if (!picture) return document.createTextNode(link.textContent ?? "");
  for (const source of picture.querySelectorAll("[sizes]")) source.setAttribute("sizes", "100vw");
  return picture;
}
