import type { EventLineFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";

type Actor = EventLineFragment["actor"];

/** An operator's e-mail or a key's name; what the server calls by a fixed label is translated. */
export function ActorName({ actor: { kind, id, label } }: { actor: Actor }) {
  const translate = useTranslate();
  if (id === "cli") return translate("darkroom.activity.actor.command_line");
  if (kind === "OPERATOR" || kind === "CLIENT") return label;
  return translate(`darkroom.activity.actor.${kind}`);
}
