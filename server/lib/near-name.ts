/** The most similar of `names` to an unknown name; null if none is similar. */
export function nearName(name: string, names: readonly string[]): string | null {
  const plain = withoutPrefix(name.toUpperCase().replaceAll(/[-.]/g, "_"));
  for (const known of names) {
    const mayDiffer = known.length < 8 ? 0 : known.length < 12 ? 1 : 2;
    if (plain === known || distance(plain, known, mayDiffer) <= mayDiffer) return known;
  }
  return null;
}

function withoutPrefix(name: string): string {
  return name.replace(/^(DARKROOM|APP|IG|VITE|NEXT_PUBLIC)_(?=.)/, "");
}

/** The edit distance, counted up to `max`. */
function distance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
