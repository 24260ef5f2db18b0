import { afterAll, beforeAll, expect, test } from "vitest";
import { AS_OPERATOR, ask } from "../support/graphql.js";
import { createTestWorld, type TestWorld } from "../support/world.js";

let it: TestWorld;
let url: string;

beforeAll(async () => {
  it = await createTestWorld();
  url = await it.serve();
});
afterAll(() => it.close());

test("a connected account's pictures are served without a key where PUBLIC_READ is on", async () => {
  await it.connect("bakery");
  const { data, errors } = await ask(url, "{ account { username media(type: IMAGE) { mediaUrl } } }");
  expect(errors).toBeUndefined();
  expect(data.account.username).toBe("bakery");
  expect(data.account.media.length).toBeGreaterThan(10);
  const picture = await fetch(data.account.media[0].mediaUrl);
  expect(picture.headers.get("content-type")).toBe("image/jpeg");
});

test("a token is refreshed once it is a day old", async () => {
  const [id] = (await ask(url, "{ accounts { nodes { id } } }", AS_OPERATOR)).data.accounts.nodes.map(
    (n: { id: string }) => n.id,
  );
  const mutation = `mutation { refreshToken(accountId: "${id}") { health daysLeft refreshedAt } }`;
  expect((await ask(url, mutation, AS_OPERATOR)).errors?.[0]?.extensions.code).toBe("TOKEN_TOO_YOUNG");
  await it.sandbox.control({ advance: "2d" });
  const { data, errors } = await ask(url, mutation, AS_OPERATOR);
  expect(errors).toBeUndefined();
  expect(data.refreshToken).toMatchObject({ health: "HEALTHY", daysLeft: 59 });
});
