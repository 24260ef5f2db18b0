export const resource = {
  name: "Job |||| Jobs",
  forcedCaseName: "job |||| jobs",
  fields: {},
};

export const texts = {};
