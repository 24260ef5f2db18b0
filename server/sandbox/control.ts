import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { isLocalHost } from "../lib/net.js";
import { type Answer, jsonAnswer } from "./answer.js";
import { COMMANDS, type Command } from "./commands.js";
import type { Sandbox } from "./create-sandbox.js";
import { CommandError } from "./errors.js";

/**
 * `POST /_control`: runs commands in order, after validating all. 403 for other machines; 400 with an
 * example for an invalid body.
 */
export function control(sandbox: Sandbox, request: IncomingMessage, body: Buffer | undefined): Answer {
  const apiError = rejectCaller(request);
  if (apiError) return jsonAnswer({ ok: false, error: apiError }, 403);
  const wishes = readWishes(body?.toString("utf8") ?? "");
  if ("error" in wishes) return jsonAnswer({ ok: false, ...wishes }, 400);
  const results: Record<string, unknown>[] = wishes.groups.map(() => ({}));
  try {
    for (const [index, group] of wishes.groups.entries()) {
      for (const { name, command, input } of group)
        Object.assign(results[index] ?? {}, { [name]: command.run(sandbox, input) ?? true });
    }
  } catch (error) {
    if (error instanceof CommandError) return jsonAnswer({ ok: false, error: error.message }, 400);
    throw error;
  } finally {
    sandbox.save();
  }
  const now = sandbox.clock.now().toISOString();
  return jsonAnswer({ ok: true, now, ...(wishes.isArray ? { results } : results[0]) });
}

/** Of one body. */
const GROUPS_MAX = 100;

interface Input {
  name: string;
  command: Command;
  input: unknown;
}

interface InputError {
  error: string;
  example: unknown;
}

/** An object of commands, or an array of such objects where one command is needed twice. */
function readWishes(text: string): { groups: Input[][]; isArray: boolean } | InputError {
  const body = parseBody(text);
  const isArray = Array.isArray(body);
  const groups: Input[][] = [];
  for (const one of isArray ? body : [body]) {
    const group = readGroup(one);
    if ("error" in group) return group;
    groups.push(group.list);
  }
  return { groups, isArray };
}

function readGroup(body: Record<string, unknown> | null): { list: Input[] } | InputError {
  const names = Object.keys(COMMANDS).join(", ");
  const usual = { example: { advance: "31d" } };
  if (!body) {
    const example = [{ revoke: { account: "bakery" } }, { revoke: { account: "florist" } }];
    return {
      error: `the body must be a JSON object with one of ${names}, or an array of 1 to ${GROUPS_MAX} such objects`,
      example,
    };
  }
  const list: Input[] = [];
  for (const [name, given] of Object.entries(body)) {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) return { error: `there is no command ${name.slice(0, 40)}; there are ${names}`, ...usual };
    const parsed = command.schema.safeParse(given);
    if (!parsed.success) return { error: complaint(name, parsed.error), example: command.example };
    list.push({ name, command, input: parsed.data });
  }
  return list.length > 0 ? { list } : { error: `the body names no command; there are ${names}`, ...usual };
}

const Commands = z.record(z.string(), z.unknown());
const Body = z.union([Commands, z.array(Commands).min(1).max(GROUPS_MAX)]);

function parseBody(text: string): z.output<typeof Body> | null {
  try {
    return Body.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function complaint(name: string, { issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${[name, ...path].join(".")}: ${message}`).join("; ");
}

const FORWARDED = /^(forwarded|via|x-forwarded-.*|x-real-ip)$/;

/** Only local programs: no proxied requests, and no web page in a local browser. */
function rejectCaller({ socket, headers }: IncomingMessage): string | null {
  if (!/^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? "")) {
    return "control is taken from this machine only, over its loopback interface";
  }
  if (Object.keys(headers).some((name) => FORWARDED.test(name))) return "control is not taken through a proxy";
  const host = hostOf(`http://${headers.host}`);
  if (!host || !isLocalHost(host.hostname)) return "control is taken at localhost only";
  if (headers.origin !== undefined && hostOf(headers.origin)?.host !== host.host) {
    return "control is not taken from pages of other sites";
  }
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return type === "application/json" ? null : "control is taken as application/json only";
}

function hostOf(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
