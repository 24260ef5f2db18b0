/**
 * Unicode case folding and composition, for comparisons. Stored folded, so that every database compares alike. Lower,
 * upper and lower again folds letters without a single counterpart: ẞ, ß and ss are equal, a final sigma is a sigma, İ
 * is an i. Idempotent.
 * @see Unicode Standard, section 3.13 and CaseFolding.txt
 */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/i\u0307+/g, "i")
    .normalize("NFC");
}
