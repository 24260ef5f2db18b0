/** Added to the pages' own style on `/docs/`. */
export const DOCS_STYLE = `
.docs { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
.docs aside { align-content: start; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.find { display: flex; gap: 0.5rem; }
.find input {
  background: var(--surface); border: 1px solid var(--control); border-radius: 0.625rem; color: inherit; flex: 1; font: inherit;
  min-height: 2.75rem; min-width: 0; padding: 0.375rem 0.75rem;
}
.find .button { padding-inline: 0.75rem; }
.find svg { height: 1.25rem; width: 1.25rem; }
.tree summary { cursor: pointer; font-weight: 650; min-height: 2.75rem; padding-block: 0.5rem; }
.tree h2 { color: var(--muted); font-size: 0.875rem; margin-top: 0.75rem; }
.tree a { color: inherit; display: block; padding-block: 0.25rem; text-decoration: none; }
.tree a:hover { text-decoration: underline; }
.tree [aria-current] { color: var(--accent); font-weight: 650; }
.tree ul ul { border-left: 2px solid var(--line); font-size: 0.875rem; margin-block: 0.25rem 0.5rem; padding-left: 0.75rem; }
.docs .prose { align-content: start; grid-template-columns: minmax(0, 1fr); max-width: none; }
.docs h1 { font-size: clamp(1.75rem, 1.3rem + 1.8vw, 2.25rem); }
.prose h2 { border-top: 1px solid var(--line); font-size: 1.375rem; margin-top: 1.5rem; padding-top: 1.5rem; }
.prose h3 { font-size: 1.125rem; line-height: 1.3; margin: 1rem 0 0; }
.prose h2, .prose h3, .member { scroll-margin-top: 1rem; }
.prose ol { list-style: decimal; padding-left: 1.5rem; }
.prose li > p + *, .prose li > .snippet { margin-top: 0.75rem; }
.prose img { border: 1px solid var(--line); border-radius: 0.75rem; height: auto; max-width: 100%; }
.prose :not(pre) > code { background: var(--sunken); border-radius: 0.25rem; overflow-wrap: anywhere; padding: 0.0625rem 0.25rem; }
.prose > table { display: block; overflow-x: auto; }
.prose td .code { white-space: pre-wrap; }
.snippet { position: relative; }
.snippet .file { color: var(--muted); font-family: var(--mono); font-size: 0.8125rem; margin-bottom: 0.375rem; }
.snippet .code { max-height: 40rem; }
.snippet .button { position: absolute; right: 0.5rem; top: 0.5rem; }
.snippet .file ~ .button { top: 2.125rem; }
.hits { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; }
.hits a { font-weight: 650; }
mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-decoration-color: var(--accent); }
.type { font-family: var(--mono); font-size: 0.875rem; }
.member { border-top: 1px solid var(--line); display: grid; gap: 0.375rem; grid-template-columns: minmax(0, 1fr); padding-top: 1rem; }
.member h3 { font-family: var(--mono); font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.member dl { display: grid; gap: 0.25rem; grid-template-columns: minmax(0, 1fr); margin: 0; overflow-wrap: anywhere; }
.member dt { font-family: var(--mono); font-size: 0.875rem; margin-top: 0.25rem; }
.member dd { margin: 0 0 0 1rem; }
.names { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.prose .names { list-style: none; padding: 0; }
.prose .names li { margin: 0; }
@media (min-width: 56rem) {
  .docs { gap: 2.5rem; grid-template-columns: 14rem minmax(0, 1fr); }
  .tree summary { display: none; }
  .tree::details-content { content-visibility: visible; }
}
`;

/** Opens the list of documents on wide screens, adds copy buttons, and leads to the search by the key "/". */
export const DOCS_SCRIPT = `const texts = JSON.parse(document.querySelector("[data-texts]").dataset.texts);

const tree = document.querySelector(".tree");
const wide = matchMedia("(min-width: 56rem)");
const follow = () => { tree.open = wide.matches; };
wide.addEventListener("change", follow);
follow();

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector(".find input").focus();
});

for (const snippet of navigator.clipboard ? document.querySelectorAll(".snippet") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = texts.copy;
  button.addEventListener("click", async () => {
    const copying = navigator.clipboard.writeText(snippet.querySelector("code").textContent);
    button.textContent = await copying.then(() => texts.copied, () => texts.notCopied);
    setTimeout(() => { button.textContent = texts.copy; }, 3000);
  });
  snippet.append(button);
}
`;
