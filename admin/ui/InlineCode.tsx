/** A sentence of the server's whose names stand between backticks, and its emphasis between asterisks. */
export function InlineCode({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\*[^*\s][^*]*\*)/);
  return parts.map((part, place) => {
    const inner = part.slice(1, -1);
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    if (part.startsWith("`")) return <code key={place}>{inner}</code>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    if (/^\*.+\*$/.test(part)) return <em key={place}>{inner}</em>;
    return part;
  });
}
