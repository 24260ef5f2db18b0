import { afterEach, beforeEach, expect, test } from "vitest";
import { createInstagram } from "../../server/instagram/create-client.js";
import { DAY_MS, turnableClock } from "../../server/lib/clock.js";
import {
  APP_SECRET,
  failureOf,
  fixture,
  graphError,
  json,
  type ScriptedInstagram,
  scriptInstagram,
  TOKEN,
} from "./scripted-instagram.js";

let scripted: ScriptedInstagram;
beforeEach(async () => {
  scripted = await scriptInstagram();
});
afterEach(() => scripted[Symbol.asyncDispose]());

const UNSUPPORTED = graphError(100, "Unsupported request - method type: get");
const NO_WEBSITE = graphError(100, "(#100) Tried accessing nonexisting field (website) on node type (IGUser)");
const ME = json('{"id":"36220564007528767","user_id":17841401313574613,"username":"bakery"}');
const fieldsAsked = () => scripted.requests.map(({ query }) => query.get("fields")?.split(",") ?? []);

test("the token goes in a header, out of reach of anything that logs addresses", async () => {
  scripted.script(json(fixture("18_me_instagram_login_int_user_id")));
  expect((await scripted.instagram.readProfile(TOKEN)).userId).toBe("17841441112302348");
  const [request] = scripted.requests;
  expect(request?.path).toBe("/v26.0/me");
  expect(request?.authorization).toBe(`Bearer ${TOKEN.reveal()}`);
  expect([...(request?.query.keys() ?? [])]).toEqual(["fields"]);
});

test("where /me is refused with user_id it is asked once more without", async () => {
  scripted.script(UNSUPPORTED, json('{"id":"17841401313574613","username":"bakery"}'));
  const profile = await scripted.instagram.readProfile(TOKEN);
  expect([profile.id, profile.userId]).toEqual(["17841401313574613", null]);
  expect(fieldsAsked().map((fields) => fields.includes("user_id"))).toEqual([true, false]);
});

test("another account is asked with user_id again", async () => {
  scripted.script(UNSUPPORTED, ME);
  await scripted.instagram.readProfile(TOKEN);
  await scripted.instagram.readProfile(TOKEN);
  expect(fieldsAsked().map((fields) => fields.includes("user_id"))).toEqual([true, false, true]);
});

test("refused for its id alone too, the permission is missing", async () => {
  scripted.script(UNSUPPORTED);
  expect((await failureOf(scripted.instagram.readProfile(TOKEN))).failureCause).toBe("PERMISSION_MISSING");
  expect(fieldsAsked().at(-1)).toEqual(["id"]);
  expect(scripted.requests).toHaveLength(3);
});

test("a field that Instagram calls nonexistent is left out, then and later, for this account alone", async () => {
  scripted.script(NO_WEBSITE, ME);
  const one = scripted.instagram.forAccount("acc_1");
  expect((await one.readProfile(TOKEN)).userId).toBe("17841401313574613");
  await one.readProfile(TOKEN);
  await scripted.instagram.forAccount("acc_2").readProfile(TOKEN);
  await scripted.instagram.readProfile(TOKEN);
  expect(fieldsAsked().map((fields) => fields.includes("website"))).toEqual([true, false, false, true, true]);
});

test("after a day it is asked for again", async () => {
  const clock = turnableClock();
  const urls = { authorizeUrl: scripted.url, apiUrl: scripted.url, graphUrl: scripted.url };
  const instagram = createInstagram({ appId: "1", appSecret: APP_SECRET, ...urls, graphVersion: "v26.0" }, { clock });
  const one = instagram.forAccount("acc_1");
  scripted.script(NO_WEBSITE, ME);
  await one.readProfile(TOKEN);
  clock.advance(DAY_MS);
  await one.readProfile(TOKEN);
  expect(fieldsAsked().map((fields) => fields.includes("website"))).toEqual([true, false, true]);
});

test("an answer with nothing but an id is one, also when the username is refused", async () => {
  scripted.script(graphError(100, "(#100) Tried accessing nonexisting field (username)"), json('{"id":"1"}'));
  expect(await scripted.instagram.readProfile(TOKEN)).toMatchObject({ id: "1", username: null, mediaCount: null });
});

test("a server that calls ever more fields nonexistent is given up", async () => {
  scripted.script((response, request) => {
    const last = request.query.get("fields")?.split(",").at(-1);
    graphError(100, `(#100) Tried accessing nonexisting field (${last})`)(response, request);
  });
  expect((await failureOf(scripted.instagram.readProfile(TOKEN))).failureCause).toBe("INSTAGRAM_REJECTED");
  expect(scripted.requests.length).toBeLessThanOrEqual(10);
});
