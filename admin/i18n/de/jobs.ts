import type * as English from "../en/jobs.js";

export const resource: typeof English.resource = {
  name: "Job |||| Jobs",
  forcedCaseName: "Job |||| Jobs",
  fields: {},
};

export const texts: typeof English.texts = {};
