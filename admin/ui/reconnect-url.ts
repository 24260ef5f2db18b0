/** Where an operator reconnects an account: a whole page, as Instagram refuses to be shown in a pop-up. */
export function reconnectUrl(accountId: string): string {
  return `/oauth/start?account=${encodeURIComponent(accountId)}`;
}
