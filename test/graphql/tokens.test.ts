import { expect, test } from "vitest";
import { disconnectAccount } from "../../server/features/privacy/disconnect-account.js";
import { OPERATOR } from "../support/cast.js";
import { askAs } from "../support/graphql.js";
import { createTestWorld } from "../support/world.js";

test("the token of an account that is disconnected while it is refreshed is NOT_FOUND", async () => {
  const it = await createTestWorld({ JOBS: "off" });
  try {
    const id = await it.connect("bakery");
    await it.sandbox.control({ advance: "40d" });
    const { instagram } = it.world;
    const refreshToken: typeof instagram.refreshToken = async (...call) => {
      const fresh = await instagram.of(id).refreshToken(...call);
      await disconnectAccount(it.world, id, OPERATOR);
      return fresh;
    };
    const world = { ...it.world, instagram: { ...instagram, of: () => ({ ...instagram, refreshToken }) } };
    const mutation = `mutation { refreshToken(accountId: "${id}") { health } }`;
    expect((await askAs(world, OPERATOR, mutation)).codes).toEqual(["NOT_FOUND"]);
  } finally {
    await it.close();
  }
});
