import type * as English from "../en/keys.js";

export const resource: typeof English.resource = {
  name: "API-Schlüssel |||| API-Schlüssel",
  forcedCaseName: "API-Schlüssel |||| API-Schlüssel",
  fields: {},
};

export const texts: typeof English.texts = {};
