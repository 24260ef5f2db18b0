/** Tags as one cell of a CSV file. A tag may hold spaces. */
export function joinTags(tags: readonly string[]): string {
  return tags.join(", ");
}

/** Each once. A tag that itself holds a comma comes apart. */
export function splitTags(cell: string): string[] {
  const tags = cell.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
