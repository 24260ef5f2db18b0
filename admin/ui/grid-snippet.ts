/// <reference types="vite/client" />
import grid from "./grid.html?raw";

interface Site {
  /** Null: the account that the server answers with when none is named. */
  username: string | null;
  key: string;
  publicUrl: string;
}

/** Nine pictures for any page or block of custom HTML: the grid of docs/clients.md, filled in. */
export function gridSnippet({ username, key, publicUrl }: Site): string {
  const block = grid.slice(grid.indexOf("<style>"), grid.indexOf("</html>"));
  return block
    .replaceAll("https://feed.example.com", new URL(publicUrl).origin)
    .replaceAll("pk_YOUR_KEY", encodeURIComponent(key))
    .replaceAll('account(username: "bakery")', username === null ? "account" : `account(username: "${username}")`)
    .replaceAll("instagram.com/bakery/", username === null ? "instagram.com/" : `instagram.com/${username}/`)
    .trimEnd();
}
