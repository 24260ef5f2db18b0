import type * as English from "../en/operators.js";

export const resource: typeof English.resource = {
  name: "Betreiber |||| Betreiber",
  forcedCaseName: "Betreiber |||| Betreiber",
  fields: {},
};

export const texts: typeof English.texts = {};
