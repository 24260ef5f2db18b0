import type * as English from "../en/accounts.js";

export const resource: typeof English.resource = {
  name: "Konto |||| Konten",
  forcedCaseName: "Konto |||| Konten",
  fields: {},
};

export const texts: typeof English.texts = {};
