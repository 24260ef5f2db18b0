import type { ActorKind } from "../../db/schema/audit-log.js";

/** Who did it, out of the text that is stored: the kind, and our id of the operator, the key or the account. */
export function describeActor(actor: string): { kind: ActorKind; id: string | null } {
  const [word = "", id = ""] = actor.split(/:(.*)/s);
  const kind = KINDS[word] ?? "ANONYMOUS";
  return { kind, id: id === "" ? null : id };
}

const KINDS: Record<string, ActorKind> = { machine: "SYSTEM", operator: "OPERATOR", key: "CLIENT", owner: "OWNER" };
