export const resource = {
  name: "Account |||| Accounts",
  forcedCaseName: "account |||| accounts",
  fields: {},
};

export const texts = {};
