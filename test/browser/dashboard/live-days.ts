import { pauseAccount } from "../../../server/features/accounts/pause-account.js";
import { updateAccount } from "../../../server/features/accounts/update-account.js";
import { createFeed } from "../../../server/features/feeds/change-feed.js";
import { syncDueAccounts } from "../../../server/features/sync/sync-due-accounts.js";
import { refreshDueTokens } from "../../../server/features/tokens/refresh-due-tokens.js";
import type { Dashboard } from "./support.js";

const SHOPS = ["rosenhof", "cafe_mirabelle", "fahrrad_lenz", "keramik_studio", "papeterie_blum", "hofladen_egger"];

/** Connects some of the cast and some shops; a refresh is due for one of them, and another's is failing for weeks. */
export async function connectShops(testApp: Dashboard): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  const connect = async (member: string) => {
    ids[member] = await testApp.connect(member);
  };
  await connect("lighthouse");
  await testApp.sandbox.control({ fail: { kind: "transient", account: "lighthouse", endpoint: "refresh" } });
  await testApp.sandbox.control({ advance: "18d" });
  await connect("florist");
  await testApp.sandbox.control({ advance: "22d" });
  for (const [index, username] of SHOPS.entries()) {
    await testApp.sandbox.control({ profile: { account: `shop${index + 1}`, username, name: null } });
    await connect(`shop${index + 1}`);
  }
  for (const member of ["bakery", "garage", "museum", "traveller"]) await connect(member);
  const labels = { tags: ["food", "daily"], reference: "customer-17" };
  await updateAccount(testApp.app, { accountId: ids.bakery ?? "", labels }, testApp.operator);
  const sources = [{ accountId: ids.bakery ?? "" }, { tag: "food" }, { accountId: ids.garage ?? "" }];
  const feed = await createFeed(testApp.app, { slug: "our-shops", title: "Our shops", sources }, testApp.operator);
  ids.feed = feed.id;
  return ids;
}

/**
 * Lets days pass. Towards their end one owner changes their password, one takes a permission back, and one account is
 * paused.
 */
export async function liveDays(testApp: Dashboard, ids: Record<string, string>, days: number): Promise<void> {
  for (let left = days; left > 0; left--) await passADay(testApp, ids, left);
}

async function passADay(testApp: Dashboard, ids: Record<string, string>, left: number): Promise<void> {
  if (left === 10)
    await testApp.sandbox.control({ posts: { account: "bakery", add: [{ caption: "Neu! #Brot", type: "IMAGE" }] } });
  if (left === 8) await testApp.sandbox.control({ fail: { kind: "html", account: "florist", for: "13h" } });
  if (left === 2) await testApp.sandbox.control({ withdraw: { account: "museum" } });
  if (left === 3) await pauseAccount(testApp.app, ids.traveller ?? "", testApp.operator);
  if (left === 1) await testApp.sandbox.control({ revoke: { account: "garage", cause: "password-changed" } });
  for (let half = 0; half < 2; half++) {
    await testApp.sandbox.control({ advance: "12h" });
    const { signal } = new AbortController();
    await refreshDueTokens(testApp.app, signal);
    await syncDueAccounts(testApp.app, signal);
  }
}
