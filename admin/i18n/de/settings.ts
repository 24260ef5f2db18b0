import type * as English from "../en/settings.js";

export const resource: typeof English.resource = {
  name: "Zustellung |||| Zustellungen",
  forcedCaseName: "Zustellung |||| Zustellungen",
  fields: {},
};

export const texts: typeof English.texts = {};
