import { useMemo, useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { FeedInput, FeedPageQuery, FeedSettingsFragment } from "../gql/graphql.js";
import { changesOf, draftOf, type FeedDraft, hasCondition, rebase } from "./feed-draft.js";

export type FeedDetail = NonNullable<FeedPageQuery["feed"]>;

/** What is being edited of a feed, and what becomes of it. */
export interface Draft {
  draft: FeedDraft;
  /** What differs from the version that was read. */
  changes: FeedInput;
  isDirty: boolean;
  /** Each rule has a condition. */
  isComplete: boolean;
  /** What others changed while this was being edited; empty where nobody did. */
  others: NonNullable<FeedDetail["versions"]>;
  isSaving: boolean;
  saveError: unknown;
  edit(changes: Partial<FeedDraft>): void;
  save(): void;
  /** Takes what is stored now, and forgets what was typed. */
  discard(): void;
  /** Takes what others changed, with what was typed on top. */
  keepMine(): void;
}

/**
 * Follows the feed as it is stored until something is typed. What was typed then stays, whatever is stored meanwhile: it is
 * never saved over a version that was not seen.
 */
export function useDraft(feed: FeedDetail, onSaved: () => void): Draft {
  const [base, setBase] = useState<FeedSettingsFragment>(feed);
  const [draft, setDraft] = useState(() => draftOf(feed));
  const [saveError, setSaveError] = useState<unknown>(null);
  const before = useMemo(() => draftOf(base), [base]);
  const changes = useMemo(() => changesOf(before, draft), [before, draft]);
  const isComplete = draft.rules.every(({ match }) => hasCondition(match));
  const isDirty = !isComplete || Object.keys(changes).length > 0;
  const isNewer = feed.version > base.version;
  function take(next: FeedSettingsFragment, nextDraft = draftOf(next)) {
    setBase(next);
    setDraft(nextDraft);
    setSaveError(null);
  }
  if (isNewer && !isDirty) take(feed);
  const [update, isSaving] = useAction("updateFeed", {
    onSuccess(saved) {
      take(saved);
      onSaved();
    },
    onError: setSaveError,
  });
  return {
    ...{ draft, changes, isDirty, isComplete, isSaving, saveError },
    others: isNewer && isDirty ? (feed.versions ?? []).filter(({ version }) => version > base.version) : [],
    edit: (edited) => setDraft((now) => ({ ...now, ...edited })),
    save: () => update({ id: feed.id, version: base.version, input: changes }),
    discard: () => take(isNewer ? feed : base),
    keepMine: () => take(feed, rebase(draft, { from: before, onto: draftOf(feed) })),
  };
}
