import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "../../server/config/config.js";
import { readEnvFile } from "../../server/config/env-file.js";
import { explainStartupError } from "../../server/config/startup-errors.js";

const folder = mkdtempSync(join(tmpdir(), "darkroom-env-"));
const path = join(folder, ".env");
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string | Buffer): Record<string, string> {
  writeFileSync(path, content);
  return readEnvFile(path);
}

function told(content: string | Buffer) {
  try {
    return read(content);
  } catch (error) {
    return explainStartupError(error);
  }
}

test("no file is no setting", () => {
  expect(readEnvFile(join(folder, "missing"))).toEqual({});
});

test.each<[string, string | Buffer, Record<string, string>]>([
  ["a byte order mark", "\uFEFFPORT=4001\n", { PORT: "4001" }],
  ["Windows' line ends", "PORT=4001\r\nHOST=::1\r\n", { PORT: "4001", HOST: "::1" }],
  ["export, blanks and comments", "# of ours\n\n  export PORT = 4001 # here\nA=#none\n", { PORT: "4001", A: "" }],
  ["a # inside a value", "URL=postgres://u:p#w@h/d\n", { URL: "postgres://u:p#w@h/d" }],
  ["quotation marks", `A="x # y" # z\nB='a"b'\nC=\`d'e\`\nD="q\\"r"`, { A: "x # y", B: 'a"b', C: "d'e", D: 'q"r' }],
  ["several lines", 'KEY="one\r\ntwo=2\nthree"\nNEXT=4', { KEY: "one\ntwo=2\nthree", NEXT: "4" }],
  ["a line feed that is written", "A=\"one\\ntwo\"\nB='one\\ntwo'", { A: "one\ntwo", B: "one\\ntwo" }],
  ["the same twice", "A=1\nA=1", { A: "1" }],
  ["= in a value", "A=b==\nB=a=b", { A: "b==", B: "a=b" }],
])("%s is understood", (_, content, values) => {
  expect(read(content)).toEqual(values);
});

test.each<[string, string | Buffer, RegExp]>([
  ["a line that is none", "PORT=4001\nOPERATOR_TOKEN s3cret\n", /line 2 is not of the form NAME=value/],
  ["a colon for the =", "OPERATOR_TOKEN: s3cret", /line 1 is not of the form/],
  ["an open quotation mark", 'A=1\nB="s3cret\nC=2', /line 2 has an unclosed quotation mark/],
  ["something behind the closing one", 'A="s3cret" s3cret', /line 1 continues after its closing quotation mark/],
  ["two values", "A=s3cret\nB=1\nA=s3cret2", /lines 1 and 3 both set A/],
  ["UTF-16", Buffer.from("\uFEFFA=s3cret", "utf16le"), /encoded in UTF-16/],
  ["UTF-16 without its mark", Buffer.from("A=s3cret", "utf16le"), /NUL byte/],
  ["a NUL byte", "A=s3\0cret", /NUL byte/],
  ["Latin-1", Buffer.from("A=s3cretä", "latin1"), /not encoded in UTF-8/],
])("%s ends the start, and no value is told", (_, content, words) => {
  expect(told(content)).toEqual({ text: expect.stringMatching(words), exitCode: 78 });
  expect(JSON.stringify(told(content))).not.toContain("s3cret");
});

test("what is there and is no readable file ends the start", () => {
  mkdirSync(join(folder, "folder"));
  symlinkSync("nowhere", join(folder, "link"));
  expect(() => readEnvFile(join(folder, "folder"))).toThrow(/is not a file/);
  expect(() => readEnvFile(join(folder, "link"))).toThrow(/cannot be read \(ENOENT\)/);
  expect(() => readEnvFile(join(path, "below-a-file"))).toThrow(/cannot be read \(ENOTDIR\)/);
});

test("quotation marks that came with a value are taken off, for every setting, and told", () => {
  const token = "x".repeat(40);
  const config = readConfig({ OPERATOR_TOKEN: `"${token}"`, PORT: "'4001'", LOG_LEVEL: "`warn`" });
  expect([config.operatorToken?.reveal(), config.port, config.logLevel]).toEqual([token, 4001, "warn"]);
  expect(config.notes).toHaveLength(3);
  expect(config.notes.join()).not.toContain(token);
  expect(readConfig({ OPERATOR_TOKEN: `"${token}` }).notes).toEqual([
    expect.stringMatching(/^OPERATOR_TOKEN starts or ends/),
  ]);
});

test.each([
  ["OPERATOR_TOKN", "OPERATOR_TOKEN"],
  ["DARKROOM_PORT", "PORT"],
  ["operator_token", "OPERATOR_TOKEN"],
  ["INSTAGRAM_APPID", "INSTAGRAM_APP_ID"],
  ["SECRETS_KEYS", "SECRET_KEYS"],
])("%s is told to be no setting", (name, meant) => {
  expect(readConfig({ [name]: "s3cret" }).notes).toEqual([
    `${name} is not a setting and was ignored; did you mean ${meant}?`,
  ]);
});

test("what an environment holds beside is not taken for a slip", () => {
  const usual = [
    "PATH",
    "HOME",
    "HOSTNAME",
    "USER",
    "LANG",
    "NODE_ENV",
    "npm_config_port",
    "POSTGRES_PASSWORD",
    "PORTS",
    "DATA",
  ];
  expect(readConfig(Object.fromEntries(usual.map((name) => [name, "x"]))).notes).toEqual([]);
});
