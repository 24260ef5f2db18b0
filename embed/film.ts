import { element } from "./element.js";

/** The video of a link with a film, which plays at once: somebody has asked for it. */
export function filmOf(link: HTMLElement, onFailure: () => void): HTMLVideoElement {
  const { src = "", alt = "" } = link.querySelector("img") ?? {};
  const film = element("video", "film", { controls: true, autoplay: true, playsInline: true, poster: src });
  film.setAttribute("aria-label", alt);
  film.addEventListener("error", onFailure, { once: true });
  film.src = link.dataset.film ?? "";
  return film;
}

/** Plays the film in its place. Where it cannot be played, such as under a strict policy, the link leads to Instagram again. */
export function playInPlace(link: HTMLElement): void {
  const film = filmOf(link, () => {
    film.remove();
    delete link.dataset.film;
    link.focus();
  });
  link.after(film);
  film.focus();
}
