export const resource = {
  name: "API key |||| API keys",
  forcedCaseName: "API key |||| API keys",
  fields: {},
};

export const texts = {};
