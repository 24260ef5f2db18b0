export const resource = {
  name: "Event |||| Events",
  forcedCaseName: "event |||| events",
  fields: {},
};

export const texts = {};
