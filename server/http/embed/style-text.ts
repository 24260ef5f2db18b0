/**
 * How a feed looks on any site, also on one that resets everything. Linked by the fragment, and part of the script for its
 * shadow root. Sites change it by the custom properties, by `::part`, and by rules of their own for the classes.
 */
export const EMBED_STYLE = `.darkroom, .darkroom * { box-sizing: border-box; }
.darkroom { container-type: inline-size; display: block; text-align: start; }
.darkroom-posts {
  --columns: 3;
  display: grid; gap: var(--darkroom-gap, 0.5rem); grid-template-columns: repeat(var(--darkroom-columns, var(--columns)), minmax(0, 1fr));
  list-style-type: ""; margin: 0; padding: 0;
}
@container (width < 22rem) { .darkroom-posts { --columns: 2; } }
@container (width >= 44rem) { .darkroom-posts { --columns: 4; } }
@container (width >= 72rem) { .darkroom-posts { --columns: 6; } }
.darkroom-post {
  aspect-ratio: var(--darkroom-ratio, 1); background: var(--darkroom-background, #8881); border-radius: var(--darkroom-radius, 0.25rem);
  display: block; overflow: hidden; position: relative;
}
.darkroom-link { color: inherit; cursor: pointer; display: block; inset: 0; position: absolute; text-decoration: none; }
.darkroom-link:focus-visible { outline: none; }
.darkroom-link:focus-visible::after {
  border: 3px solid var(--darkroom-focus, #0b57d0); border-radius: inherit; box-shadow: inset 0 0 0 2px #fff; content: "";
  display: block; inset: 0; position: absolute;
}
.darkroom-picture { display: block; height: 100%; width: 100%; }
.darkroom-image { display: block; height: 100%; object-fit: cover; width: 100%; }
.darkroom-mark {
  background: #000c; border-radius: 0.25rem; color: #fff; display: block; font-size: 0.75rem; inset-block-start: 0.375rem;
  inset-inline-end: 0.375rem; line-height: 1; padding: 0.25rem 0.375rem; position: absolute;
}
.darkroom-date, .darkroom-status {
  clip-path: inset(50%); display: block; height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px;
}
.darkroom-text { display: block; overflow-wrap: anywhere; padding: 0.5rem; }
.darkroom-list .darkroom-posts { grid-template-columns: minmax(0, 1fr); }
.darkroom-list .darkroom-post { aspect-ratio: auto; background: none; height: 6rem; }
.darkroom-list .darkroom-picture { background: var(--darkroom-background, #8881); float: inline-start; margin-inline-end: 0.75rem; width: 6rem; }
.darkroom-list .darkroom-text {
  -webkit-box-orient: vertical; display: -webkit-box; -webkit-line-clamp: 3; line-height: 1.4; max-height: 4.2em; overflow: hidden; padding: 0;
}
.darkroom-list .darkroom-date { clip-path: none; font-size: 0.875rem; height: auto; inset-block-end: 0; position: absolute; inset-inline-start: 6.75rem; width: auto; }
.darkroom-list .darkroom-mark { inset-inline: 0.375rem auto; }
.darkroom-row .darkroom-posts { display: flex; overflow-x: auto; scroll-snap-type: x proximity; }
.darkroom-row .darkroom-post { flex: 0 0 clamp(8rem, 30cqi, 16rem); scroll-snap-align: start; }
.darkroom-foot { display: block; margin: 0; min-height: 3.5rem; padding-block-start: 0.75rem; text-align: center; }
.darkroom-more {
  background: none; border: 1px solid; border-radius: var(--darkroom-radius, 0.25rem); color: inherit; cursor: pointer; display: inline-block;
  font: inherit; line-height: 1.5; min-height: 2.75rem; padding: 0.5625rem 1.25rem; text-decoration: none;
}
.darkroom-more:focus-visible { outline: 3px solid var(--darkroom-focus, #0b57d0); outline-offset: 2px; }
.darkroom-film { background: #000; border: 0; display: block; height: 100%; inset: 0; object-fit: contain; position: absolute; width: 100%; }
.darkroom-dialog {
  background: #000; border: 0; box-sizing: border-box; color: #fff; height: 100%; inset: 0; margin: 0; max-height: none; max-width: none;
  padding: 3.5rem 1rem 1rem; width: 100%;
}
.darkroom-dialog:not([open]) { display: none; }
.darkroom-dialog[open] { align-items: center; display: flex; flex-direction: column; gap: 0.75rem; position: fixed; }
.darkroom-dialog .darkroom-stage { flex: 1; min-height: 0; position: relative; width: 100%; }
.darkroom-dialog .darkroom-image { object-fit: contain; }
.darkroom-dialog a { color: #fff; }
.darkroom-close {
  background: #000; border: 1px solid; border-radius: 0.25rem; color: #fff; cursor: pointer; font: inherit; inset-block-start: 0.5rem;
  inset-inline-end: 0.5rem; min-height: 2.75rem; padding: 0.5rem 1rem; position: absolute;
}
.darkroom-page { margin: 0; }
`;
