import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from "graphql";

/** Root fields whose answer comes from stored accounts and posts, and from who asks, alone. */
const CONTENT_FIELDS: ReadonlySet<string> = new Set([
  "account",
  "accounts",
  "feed",
  "media",
  "mediaByPermalink",
  "mediaConnection",
  "mediaItem",
  "profile",
]);

const known = new WeakMap<OperationDefinitionNode, boolean>();

/** Whether the query has only root fields that read content. Others also read settings, the clock or the process. */
export function readsContentOnly(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const isOnly = operation.operation === "query" && rootFields(document, operation.selectionSet).every(isContent);
  known.set(operation, isOnly);
  return isOnly;
}

function isContent(name: string): boolean {
  return CONTENT_FIELDS.has(name) || name === "__typename";
}

/** Validation has refused fragments that contain themselves. */
function rootFields(document: DocumentNode, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment && "selectionSet" in fragment ? rootFields(document, fragment.selectionSet) : [];
  });
}
