import { expect, test } from "vitest";
import type { AttentionAccountFragment } from "../../../admin/gql/graphql.js";
import { daysLeftText, nextStepOf, problemOf } from "../../../admin/home/next-step.js";
import { english } from "../english.js";

type Token = NonNullable<AttentionAccountFragment["token"]>;

test("what Instagram refuses for good is reconnected; its owner is sent a link where it is a customer's", () => {
  const broken = account({ status: "RECONNECT_REQUIRED" }, { health: "REVOKED", ...failing("PASSWORD_CHANGED") });
  expect(nextStepOf(broken)).toBe("RECONNECT");
  expect(nextStepOf({ ...broken, reference: "customer-17" })).toBe("SEND_LINK");
  expect(problemOf(broken, english)).toBe("The owner changed their password.");
  expect(daysLeftText(broken, english)).toBe("Token rejected");
});

test("a token that ran out without a failure is told as that", () => {
  const expired = account({ status: "RECONNECT_REQUIRED" }, { health: "EXPIRED", daysLeft: 0 });
  expect([nextStepOf(expired), problemOf(expired, english), daysLeftText(expired, english)]).toEqual([
    "RECONNECT",
    "The token expired.",
    "Token expired",
  ]);
});

test("an account without a token can only be reconnected", () => {
  const bare = { ...account({ status: "RECONNECT_REQUIRED" }, {}), token: null };
  expect([nextStepOf(bare), problemOf(bare, english)]).toEqual([
    "RECONNECT",
    "This server has no usable token for it.",
  ]);
});

test("a token that expires soon or fails to refresh is refreshed, also of a paused account", () => {
  const expiring = account({ status: "PAUSED", paused: true }, { health: "EXPIRING", daysLeft: 1 });
  expect([nextStepOf(expiring), daysLeftText(expiring, english)]).toEqual(["REFRESH", "1 day left"]);
  const failed = account({}, failing("INSTAGRAM_UNAVAILABLE"));
  expect([nextStepOf(failed), problemOf(failed, english)]).toEqual([
    "REFRESH",
    "Refreshing its token fails: Instagram did not respond.",
  ]);
  expect(daysLeftText(account({}, { health: "EXPIRING", daysLeft: 0 }), english)).toBe("Less than a day left");
});

test("what is stale with a good token is synced", () => {
  const stale = account({ stale: true, staleCause: "INSTAGRAM_RATE_LIMITED" }, {});
  expect([nextStepOf(stale), problemOf(stale, english)]).toEqual([
    "SYNC",
    "It cannot be synced: Instagram is throttling.",
  ]);
});

function account(words: Partial<AttentionAccountFragment>, token: Partial<Token>): AttentionAccountFragment {
  return {
    id: "acc_1",
    username: "bakery",
    status: "ACTIVE",
    stale: false,
    staleCause: null,
    snoozedUntil: null,
    paused: false,
    reference: null,
    syncedAt: null,
    profile: { name: null, profilePictureUrl: null },
    token: { health: "HEALTHY", expiresAt: "2026-03-01T00:00:00.000Z", daysLeft: 40, failure: null, ...token },
    ...words,
  };
}

function failing(cause: NonNullable<Token["failure"]>["cause"]): Pick<Token, "failure"> {
  return { failure: { cause, firstAt: "2026-01-01T00:00:00.000Z" } };
}
