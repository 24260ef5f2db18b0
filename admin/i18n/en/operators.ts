export const resource = {
  name: "Operator |||| Operators",
  forcedCaseName: "operator |||| operators",
  fields: {},
};

export const texts = {};
