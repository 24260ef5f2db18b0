import { type Html, html } from "../../lib/html.js";
import type { DocsPage } from "./docs.js";
import { type Language, TEXTS } from "./texts.js";

type Kind = keyof (typeof TEXTS)["en"]["docs"]["schema"]["kinds"];

interface Argument {
  name: string;
  type: string;
  defaultValue: string | null;
  description: string;
}

interface Member {
  name: string;
  type: string | null;
  description: string;
  deprecated: string | null;
  arguments: readonly Argument[];
}

export interface SchemaType {
  name: string;
  kind: Kind;
  description: string;
  members: readonly Member[];
}

/** Renders a description, such as one with `code`. */
type Describe = (text: string) => Html;
type Content = Pick<DocsPage, "title" | "body" | "parts">;

const KINDS: readonly Kind[] = ["roots", "objects", "inputs", "enums", "scalars"];

/** `/docs/schema`: all types by kind. */
export function schemaOverview(types: readonly SchemaType[], language: Language): Content {
  const texts = TEXTS[language].docs.schema;
  const groups = KINDS.map((kind) => {
    const names = types.filter((type) => type.kind === kind).map(({ name }) => name);
    return html`<h2 id="${kind}">${texts.kinds[kind]}</h2><ul class="names type" lang="en">${names.map((name) => html`<li><a href="/docs/schema/${name}">${name}</a></li>`)}</ul>`;
  });
  const body = html`<h1>${texts.title}</h1><p>${texts.text} <a href="/schema.graphql">${texts.download}</a></p>${groups}`;
  return { title: texts.title, body, parts: KINDS.map((kind) => ({ href: `#${kind}`, title: texts.kinds[kind] })) };
}

/** `/docs/schema/<type>`: its fields or values with arguments and descriptions. */
export function schemaTypePage(
  { type, describe }: { type: SchemaType; describe: Describe },
  language: Language,
): Content {
  const texts = TEXTS[language].docs.schema;
  const members = type.members.map((member) => memberHtml({ member, describe }, language));
  const body = html`<p><a href="/docs/schema">${texts.title}</a> · ${texts.kinds[type.kind]}</p>
<div class="prose" lang="en"><h1>${type.name}</h1><p>${describe(type.description)}</p>${members}</div>`;
  return { title: type.name, body };
}

function memberHtml({ member, describe }: { member: Member; describe: Describe }, language: Language): Html {
  const { name, type, description, deprecated } = member;
  const texts = TEXTS[language].docs.schema;
  return html`<div class="member" id="${name}">
<h3><a href="#${name}">${name}</a>${type && html`: ${typeLink(type)}`}</h3>
${description && html`<p>${describe(description)}</p>`}
${deprecated && html`<p><strong>${texts.deprecated}</strong> ${describe(deprecated)}</p>`}
${member.arguments.length > 0 && html`<p class="muted">${texts.arguments}</p><dl>${member.arguments.map((one) => argumentHtml(one, describe, texts.defaultValue))}</dl>`}
</div>`;
}

function argumentHtml({ name, type, defaultValue, description }: Argument, describe: Describe, label: string): Html {
  return html`<dt>${name}: ${typeLink(type)}${defaultValue && html` (${label} ${defaultValue})`}</dt><dd>${describe(description)}</dd>`;
}

const BUILT_IN = new Set(["ID", "String", "Int", "Float", "Boolean"]);

/** `[Media!]!` with a link on the name in it. */
function typeLink(type: string): Html {
  const [, open = "", name = "", close = ""] = /^(\[*)(\w+)(.*)$/.exec(type) ?? [];
  if (BUILT_IN.has(name)) return html`${type}`;
  return html`${open}<a href="/docs/schema/${name}">${name}</a>${close}`;
}
