/**
 * Text as it is compared: Unicode case folded, composed. Done here and stored, so that every database compares alike.
 * Upper before lower folds what has no single lower case (ß and ss are one); a final sigma is a sigma, and İ is an i.
 *
 * @see Unicode Standard, section 3.13 and CaseFolding.txt
 */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/i\u0307/g, "i")
    .normalize("NFC");
}
