import { z } from "zod";
import { changePosts, PostsInput } from "./change-posts.js";
import { accountState, type Sandbox } from "./create-sandbox.js";
import { describeState } from "./describe-state.js";
import { CommandError } from "./errors.js";
import { AccountKey, addFault, Duration, type Fault, FaultInput, SCOPE, THROTTLE_CODES, UsageInput } from "./faults.js";
import { testAccount } from "./fixtures.js";
import { omitUndefined } from "./omit-undefined.js";
import { RemoveApp, signRemoval } from "./remove-app.js";
import { EXCHANGE_SHAPES, FIELD_OWNERS, FieldsChange, Listing, ProfileChange, REVOCATION_CAUSES } from "./state.js";
import { readGrant } from "./tokens.js";

export interface Command {
  schema: z.ZodType;
  example: unknown;
  run(sandbox: Sandbox, input: unknown): unknown;
}

function command<T extends z.ZodType>(
  schema: T,
  example: unknown,
  run: (sandbox: Sandbox, input: z.output<T>) => unknown,
): Command {
  return { schema, example, run: (sandbox, input) => run(sandbox, input as z.output<T>) };
}

const { endpoint: _, ...CDN_SCOPE } = SCOPE;
const CDN_MODES = ["off", "forbidden", "html", "truncated", "wrong-type", "huge", "endless", "hang", "reset"] as const;

export const COMMANDS: Record<string, Command> = {
  advance: command(Duration, { advance: "31d" }, advance),
  revoke: command(
    z.strictObject({
      account: AccountKey.optional(),
      token: z.string().optional(),
      cause: z.enum(REVOCATION_CAUSES).default("password-changed"),
      subcode: z.boolean().default(false),
    }),
    { revoke: { account: "bakery", cause: "app-removed" } },
    revoke,
  ),
  removeApp: command(RemoveApp, { removeApp: { account: "bakery" } }, (sandbox, input) => {
    revoke(sandbox, { account: input.account, cause: "app-removed", subcode: false });
    return { signed_request: signRemoval(sandbox, input) };
  }),
  withdraw: command(
    z.strictObject({ account: AccountKey, as: z.enum(["unsupported", "permission"]).default("unsupported") }),
    { withdraw: { account: "bakery" } },
    (sandbox, input) => {
      stateOf(sandbox, input.account).withdrawn = input.as;
    },
  ),
  personal: command(
    z.strictObject({ account: AccountKey, mode: z.enum(["named", "refused", "no"]).default("named") }),
    { personal: { account: "bakery" } },
    (sandbox, input) => {
      stateOf(sandbox, input.account).personal = input.mode;
    },
  ),
  restore: command(z.strictObject({ account: AccountKey }), { restore: { account: "bakery" } }, restore),
  throttle: command(
    z.strictObject({
      code: z.literal(THROTTLE_CODES).default(80002),
      status: z.int().min(400).max(499).default(400),
      minutes: z.int().min(0).max(1440).default(10),
      ...SCOPE,
    }),
    { throttle: { account: "bakery", code: 80002, calls: 3 } },
    (sandbox, input) => addFault(sandbox, { kind: "throttle", ...input }),
  ),
  usage: command(UsageInput, { usage: { percent: 83, header: "app" } }, (sandbox, input) => {
    const others = sandbox.usage.filter(({ account, header }) => account !== input.account || header !== input.header);
    sandbox.usage = input.percent === 0 ? others : [...others, input];
  }),
  fail: command(FaultInput, { fail: { kind: "transient", endpoint: "media", calls: 2 } }, addFault),
  cdn: command(z.strictObject({ mode: z.enum(["on", ...CDN_MODES]), ...CDN_SCOPE }), { cdn: { mode: "off" } }, setCdn),
  lift: command(
    z.union([
      z.literal("all"),
      z.strictObject({ endpoint: SCOPE.endpoint, account: SCOPE.account, kind: z.string().optional() }),
    ]),
    { lift: "all" },
    lift,
  ),
  posts: command(PostsInput, { posts: { account: "bakery", delete: ["newest"] } }, changePosts),
  list: command(
    Listing.extend({ account: AccountKey }),
    { list: { account: "bakery", move: [{ id: "oldest", to: 1 }] } },
    (sandbox, { account, ...listing }) => {
      stateOf(sandbox, account).listing = listing;
    },
  ),
  fields: command(
    FieldsChange.extend({ account: AccountKey, of: z.enum(FIELD_OWNERS).default("posts") }),
    { fields: { account: "bakery", missing: ["media_url"] } },
    (sandbox, { account, of, ...change }) => {
      stateOf(sandbox, account).fields[of] = change;
    },
  ),
  profile: command(
    ProfileChange.extend({ account: AccountKey }),
    { profile: { account: "bakery", username: "bakery.new" } },
    (sandbox, { account, ...change }) => {
      const state = stateOf(sandbox, account);
      state.profile = { ...state.profile, ...omitUndefined(change) };
    },
  ),
  shape: command(
    z.strictObject({ exchange: z.enum(EXCHANGE_SHAPES) }),
    { shape: { exchange: "wrapped" } },
    (sandbox, input) => {
      sandbox.state.exchangeShape = input.exchange;
    },
  ),
  state: command(z.literal(true), { state: true }, describeState),
  reset: command(z.literal(true), { reset: true }, (sandbox) => sandbox.reset()),
};

function advance(sandbox: Sandbox, ms: number): void {
  sandbox.clock.advance(ms);
  sandbox.state.clockOffsetMs += ms;
}

function revoke(
  sandbox: Sandbox,
  input: { account?: string | undefined; token?: string | undefined; cause: Cause; subcode: boolean },
): void {
  const grant = input.token === undefined ? null : readGrant(sandbox, input.token);
  const account = grant?.member.key ?? input.account;
  if (account === undefined || (input.token !== undefined && !grant)) {
    throw new CommandError("revoke: name an account, or a token that the sandbox gave out");
  }
  const { cause, subcode } = input;
  const atMs = sandbox.clock.now().getTime();
  const others = sandbox.state.revocations.filter(
    (one) => one.tokenId !== (grant?.id ?? null) || one.account !== account,
  );
  sandbox.state.revocations = [...others, { account, tokenId: grant?.id ?? null, atMs, cause, subcode }].slice(-1000);
}

type Cause = (typeof REVOCATION_CAUSES)[number];

function restore(sandbox: Sandbox, { account }: { account: string }): void {
  sandbox.state.revocations = sandbox.state.revocations.filter((one) => one.account !== account);
  const state = stateOf(sandbox, account);
  state.withdrawn = null;
  delete state.personal;
}

type CdnInput = Pick<Fault, "account" | "calls" | "for"> & { mode: "on" | (typeof CDN_MODES)[number] };

function setCdn(sandbox: Sandbox, { mode, ...scope }: CdnInput): void {
  if (mode === "on") {
    lift(sandbox, { endpoint: "cdn", account: scope.account });
    return;
  }
  const kind = mode === "off" ? "forbidden" : mode;
  const detail = kind === "wrong-type" ? { contentType: "text/html" } : {};
  addFault(sandbox, { ...FaultInput.parse({ kind, endpoint: "cdn", ...detail }), ...scope });
}

type LiftInput = "all" | { endpoint?: string | undefined; account?: string | undefined; kind?: string | undefined };

function lift(sandbox: Sandbox, input: LiftInput): void {
  if (input === "all") {
    sandbox.faults = [];
    sandbox.usage = [];
    return;
  }
  const changes = Object.entries(omitUndefined(input));
  sandbox.faults = sandbox.faults.filter((fault) =>
    changes.some(([name, value]) => Reflect.get(fault, name) !== value),
  );
}

function stateOf(sandbox: Sandbox, key: string) {
  const member = testAccount(key);
  if (!member) throw new CommandError(`there is no account ${key}`);
  return accountState(sandbox, member);
}
