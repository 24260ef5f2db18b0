import { Box, Skeleton } from "@mui/material";
import { accountsUrl } from "../accounts/list-url.js";
import { useAsk } from "../lib/use-ask.js";
import { NEEDS_YOU, type NeedsYouQuery } from "../operations.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { Panel } from "../ui/Panel.js";
import { useReconnectLink } from "../ui/use-reconnect-link.js";
import { NeedyRow } from "./NeedyRow.js";
import { NextCheck } from "./StatusFacts.js";

const SHOWN_MAX = 8;

/** The accounts that need somebody, the one with the least time first, each with the one thing to do about it. */
export function NeedsYou({ expectedCount, nextCheckAt }: NeedsYouProps) {
  const { data, error, refetch } = useAsk(NEEDS_YOU, { first: SHOWN_MAX });
  const queue = data?.accounts;
  const count = queue?.totalCount ?? 0;
  const all =
    count > SHOWN_MAX ? (
      <LinkButton to={accountsUrl({ needsYou: true })}>{`Show all ${count.toLocaleString("en")}`}</LinkButton>
    ) : null;
  return (
    <Panel title={count > 0 ? `Needs you (${count.toLocaleString("en")})` : "Needs you"} actions={all}>
      {error && !queue && <ErrorState error={error} onRetry={refetch} />}
      {!error && !queue && <QueueSkeleton count={expectedCount} />}
      {queue && count === 0 && (
        <EmptyState
          title="Nothing to do."
          text={
            <>
              Next check <NextCheck at={nextCheckAt} />.
            </>
          }
        />
      )}
      {queue && count > 0 && <Queue accounts={queue.nodes} />}
    </Panel>
  );
}

interface NeedsYouProps {
  /** Of how many it will be, where that is known sooner. */
  expectedCount: number | undefined;
  nextCheckAt: string | null;
}

function QueueSkeleton({ count = 1 }: { count: number | undefined }) {
  const rows = Math.min(count, SHOWN_MAX);
  const height = count === 0 ? 86 : { xs: rows * 140, md: rows * 60 };
  return <Skeleton variant="rounded" sx={{ height }} />;
}

function Queue({ accounts }: { accounts: NonNullable<NeedsYouQuery["accounts"]>["nodes"] }) {
  const [sendLink, linkDialog] = useReconnectLink();
  return (
    <>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {accounts.map((account) => (
          <NeedyRow key={account.id} account={account} onSendLink={() => sendLink(account)} />
        ))}
      </Box>
      {linkDialog}
    </>
  );
}
