export const resource = {
  name: "Connect link |||| Connect links",
  forcedCaseName: "connect link |||| connect links",
  fields: {},
};

export const texts = {};
