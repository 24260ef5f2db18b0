/** Creates an element with a class of the embed's style, and the part of the same name. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.className = `darkroom-${name}`;
  made.setAttribute("part", name);
  return made;
}
