import type { AccountRowFragment } from "../gql/graphql.js";
import type { Translate } from "../i18n/use-translate.js";

type Run = NonNullable<AccountRowFragment["syncRuns"]>[number];
type Result = Pick<Run, "outcome" | "cause" | "newCount" | "changedCount" | "removedCount">;

/** What a sync did, in a line. */
export function syncResult(run: Result, translate: Translate): string {
  const { outcome, cause, newCount, changedCount, removedCount } = run;
  if (outcome === "FAILED") {
    return translate(cause ? `darkroom.ui.cause.${cause}` : "darkroom.account.sync.server_fault");
  }
  const what =
    newCount + changedCount + removedCount === 0
      ? translate("darkroom.account.sync.nothing_new")
      : translate("darkroom.account.sync.counts", { added: newCount, changed: changedCount, removed: removedCount });
  return outcome === "INTERRUPTED" ? translate("darkroom.account.sync.continues_later", { what }) : what;
}
