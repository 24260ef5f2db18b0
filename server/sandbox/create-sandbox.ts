import { type AdjustableClock, DAY_MS, HOUR_MS } from "../lib/clock.js";
import { Secret } from "../lib/secret.js";
import { type CallLog, createCallLog } from "./call-log.js";
import type { Fault, Usage } from "./faults.js";
import type { TestAccount } from "./fixtures.js";
import { createPictureCache, type PictureCache } from "./picture-cache.js";
import type { PostRef } from "./read-posts.js";
import {
  type AccountState,
  freshAccountState,
  freshState,
  readStateFile,
  type State,
  writeStateFile,
} from "./state.js";

export interface SandboxOptions {
  clock: AdjustableClock;
  /** The public address of the sandbox's mount, without a trailing slash; a function if it is known only later. */
  baseUrl: string | (() => string);
  stateFile?: string;
  appId?: string;
  appSecret?: Secret;
  pictures?: PictureCache;
}

/** A fake Instagram; `sandboxRoutes` serves it over HTTP. */
export interface Sandbox {
  readonly clock: AdjustableClock;
  readonly appId: string;
  readonly appSecret: Secret;
  readonly calls: CallLog;
  readonly pictures: PictureCache;
  readonly state: State;
  /** The first match counts; lost at the process's end. */
  faults: Fault[];
  usage: Usage[];
  readonly orders: Map<string, readonly PostRef[]>;
  baseUrl(): string;
  save(): void;
  /** Restores the first start's state and clock. Issued tokens stay valid. */
  reset(): void;
}

const SANDBOX_APP_ID = "1015198706432578";
/** Not a secret: it guards a fake Instagram. */
export const SANDBOX_APP_SECRET = new Secret("5a4d8b0c95a94e0ab6fe1f7e2c3d9071");

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, baseUrl, stateFile } = options;
  const stored = stateFile === undefined ? null : readStateFile(stateFile);
  const state = stored ?? freshState(hourOf(clock.now()));
  clock.advance(state.clockOffsetMs);
  const sandbox: Sandbox = {
    clock,
    appId: options.appId ?? SANDBOX_APP_ID,
    appSecret: options.appSecret ?? SANDBOX_APP_SECRET,
    calls: createCallLog(),
    pictures: options.pictures ?? createPictureCache(),
    state,
    faults: [],
    usage: [],
    orders: new Map(),
    baseUrl: () => (typeof baseUrl === "function" ? baseUrl() : baseUrl),
    save() {
      if (stateFile !== undefined) writeStateFile(stateFile, state);
    },
    reset() {
      clock.advance(-state.clockOffsetMs);
      Object.assign(state, freshState(hourOf(clock.now())));
      sandbox.faults = [];
      sandbox.usage = [];
      sandbox.orders.clear();
      sandbox.calls.clear();
      sandbox.save();
    },
  };
  sandbox.save();
  return sandbox;
}

export function accountState({ state }: Sandbox, { key }: TestAccount): AccountState {
  const known = state.accounts[key];
  if (known) return known;
  const fresh = freshAccountState();
  state.accounts[key] = fresh;
  return fresh;
}

export const CODE_LIFE_MS = HOUR_MS;
export const SHORT_TOKEN_LIFE_MS = HOUR_MS;
export const LONG_TOKEN_LIFE_MS = 60 * DAY_MS;

function hourOf(now: Date): number {
  return Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
}
