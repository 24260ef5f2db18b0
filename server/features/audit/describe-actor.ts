import type { ActorKind } from "../../db/schema/audit-log.js";

/** Parses the stored actor: its kind, and the id of the operator, key or account. */
export function describeActor(actor: string): { kind: ActorKind; id: string | null } {
  const [prefix = "", id = ""] = actor.split(/:(.*)/s);
  const kind = KINDS[prefix] ?? "ANONYMOUS";
  return { kind, id: id === "" ? null : id };
}

const KINDS: Record<string, ActorKind> = { machine: "SYSTEM", operator: "OPERATOR", key: "CLIENT", owner: "OWNER" };
