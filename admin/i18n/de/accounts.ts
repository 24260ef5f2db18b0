import type * as English from "../en/accounts.js";

export const resource: typeof English.resource = {
  name: "Konto |||| Konten",
  forcedCaseName: "Konto |||| Konten",
  fields: {
    username: "Konto",
    status: "Status",
    expires: "Token läuft ab",
    refreshed: "Zuletzt erneuert",
    synced: "Zuletzt abgeglichen",
    postCount: "Beiträge",
  },
};

export const texts: typeof English.texts = {};
