import type * as English from "../en/links.js";

export const resource: typeof English.resource = {
  name: "Verbindungslink |||| Verbindungslinks",
  forcedCaseName: "Verbindungslink |||| Verbindungslinks",
  fields: {},
};

export const texts: typeof English.texts = {};
