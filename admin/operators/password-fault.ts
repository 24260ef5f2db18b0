const LENGTH_MIN = 8;
const LENGTH_MAX = 1_000;

/** What is wrong with a new password, in words; null where nothing is. */
export function faultOfPassword(password: string): string | null {
  if (password.length < LENGTH_MIN) return `A password has at least ${LENGTH_MIN} characters.`;
  return password.length > LENGTH_MAX ? `A password has at most ${LENGTH_MAX} characters.` : null;
}
