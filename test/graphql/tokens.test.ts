import { expect, test } from "vitest";
import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { OPERATOR } from "../support/cast.js";
import { askAs } from "../support/graphql.js";
import { createTestApp } from "../support/test-app.js";

test("the token of an account that is disconnected while it is refreshed is NOT_FOUND", async () => {
  const testApp = await createTestApp({ JOBS: "off" });
  try {
    const id = await testApp.connect("bakery");
    await testApp.sandbox.control({ advance: "40d" });
    const { instagram } = testApp.app;
    const refreshToken: typeof instagram.refreshToken = async (...call) => {
      const fresh = await instagram.forAccount(id).refreshToken(...call);
      await disconnectAccount(testApp.app, id, OPERATOR);
      return fresh;
    };
    const app = { ...testApp.app, instagram: { ...instagram, forAccount: () => ({ ...instagram, refreshToken }) } };
    const mutation = `mutation { refreshToken(accountId: "${id}") { health } }`;
    expect((await askAs(app, OPERATOR, mutation)).codes).toEqual(["NOT_FOUND"]);
  } finally {
    await testApp.close();
  }
});
