import { expect, test } from "vitest";
import { shortcutOf } from "../../../admin/shortcuts/shortcuts.js";

const press = (key: string, more: { isCommand?: boolean; isAfterG?: boolean } = {}) =>
  shortcutOf({ key, isCommand: false, isAfterG: false, ...more });

test("/ and Ctrl-K open the search, ? the list of shortcuts", () => {
  expect(press("/")).toEqual({ kind: "OPEN", overlay: "search" });
  expect(press("k", { isCommand: true })).toEqual({ kind: "OPEN", overlay: "search" });
  expect(press("K", { isCommand: true })).toEqual({ kind: "OPEN", overlay: "search" });
  expect(press("?")).toEqual({ kind: "OPEN", overlay: "shortcuts" });
});

test("a letter leads to a page only after g, and only a known one", () => {
  expect(press("a", { isAfterG: true })).toEqual({ kind: "GO", to: "/accounts" });
  expect(press("h", { isAfterG: true })).toEqual({ kind: "GO", to: "/" });
  expect(press("a")).toBeNull();
  expect(press("x", { isAfterG: true })).toBeNull();
  expect(press("toString", { isAfterG: true })).toBeNull();
});

test("the browser keeps its own shortcuts", () => {
  for (const key of ["a", "/", "?", "g", "h"]) expect(press(key, { isCommand: true, isAfterG: true })).toBeNull();
});
