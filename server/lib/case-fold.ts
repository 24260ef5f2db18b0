/**
 * Text as it is compared: Unicode case folded, composed. Done here and stored, so that every database compares alike.
 * Lower, upper and lower again folds what has no single counterpart (ẞ, ß and ss are one); a final sigma is a sigma, and İ
 * is an i. Folding what is folded changes nothing.
 *
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
