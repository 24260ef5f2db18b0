import type { ActorKind, EventAction } from "../gql/graphql.js";
import { texts } from "../i18n/en/activity.js";

/** What can be in the audit log. */
export const EVENT_ACTIONS = Object.keys(texts.action) as EventAction[];

/** Everybody but the server's own schedule. */
export const PEOPLE: ActorKind[] = ["OPERATOR", "OWNER", "CLIENT", "ANONYMOUS"];
