import type * as English from "../en/activity.js";

export const resource: typeof English.resource = {
  name: "Ereignis |||| Ereignisse",
  forcedCaseName: "Ereignis |||| Ereignisse",
  fields: {},
};

export const texts: typeof English.texts = {};
