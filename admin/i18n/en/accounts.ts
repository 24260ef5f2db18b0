export const resource = {
  name: "Account |||| Accounts",
  forcedCaseName: "account |||| accounts",
  fields: {
    username: "Account",
    status: "Status",
    expires: "Token expires",
    refreshed: "Last refresh",
    synced: "Last sync",
    postCount: "Posts",
  },
};

export const texts = {};
