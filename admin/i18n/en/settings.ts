export const resource = {
  name: "Delivery |||| Deliveries",
  forcedCaseName: "delivery |||| deliveries",
  fields: {},
};

export const texts = {};
