import { Box } from "@mui/material";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { NeedsAttentionDocument, type NeedsAttentionQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { StatesHelp } from "../states/StateHelp.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { accountsUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";
import { useReconnectLink } from "../ui/use-reconnect-link.js";
import { AttentionRow } from "./AttentionRow.js";
import { NextCheck } from "./StatusFacts.js";

const SHOWN_MAX = 8;

export type Queue = ReturnType<typeof useAttentionQueue>;

/** The first accounts that need somebody. */
export function useAttentionQueue() {
  return useGraphqlQuery("accounts", NeedsAttentionDocument, { variables: { first: SHOWN_MAX } });
}

/** The accounts that need somebody, the one with the least time first, each with the one thing to do about it. */
export function AttentionQueue({ queue, nextCheckAt }: { queue: Queue; nextCheckAt: string | null }) {
  const translate = useTranslate();
  const { data, error, refetch } = queue;
  const accounts = data?.accounts;
  const count = accounts?.totalCount ?? 0;
  const actions = (
    <Box sx={{ alignItems: "center", display: "flex", gap: 1 }}>
      {count > SHOWN_MAX && (
        <LinkButton to={accountsUrl({ needsAttention: true })}>
          {translate("darkroom.home.attention.show_all", { count })}
        </LinkButton>
      )}
      <StatesHelp group="cause" />
    </Box>
  );
  const title = translate(count > 0 ? "darkroom.home.attention.title_count" : "darkroom.home.attention.title", {
    count,
  });
  return (
    <Panel title={title} actions={actions}>
      {error && !accounts && <ErrorState error={error} onRetry={refetch} />}
      {accounts && count === 0 && (
        <EmptyState
          title={translate("darkroom.home.attention.nothing")}
          text={
            <>
              {translate("darkroom.home.attention.next_check")} <NextCheck at={nextCheckAt} />.
            </>
          }
        />
      )}
      {accounts && count > 0 && <Rows accounts={accounts.nodes} />}
    </Panel>
  );
}

function Rows({ accounts }: { accounts: NonNullable<NeedsAttentionQuery["accounts"]>["nodes"] }) {
  const [sendLink, linkDialog] = useReconnectLink();
  return (
    <>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {accounts.map((account) => (
          <AttentionRow key={account.id} account={account} onSendLink={() => sendLink(account)} />
        ))}
      </Box>
      {linkDialog}
    </>
  );
}
