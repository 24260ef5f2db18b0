import AddIcon from "@mui/icons-material/Add";
import { Button } from "@mui/material";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type KeyRowFragment, KeysDocument } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Page } from "../ui/Page.js";
import { Pager } from "../ui/Pager.js";
import { Panel } from "../ui/Panel.js";
import { Renewing } from "../ui/Renewing.js";
import { CreateKeyDialog } from "./CreateKeyDialog.js";
import { EditKeyDialog } from "./EditKeyDialog.js";
import { KeyTable } from "./KeyTable.js";
import { LinkedKey } from "./LinkedKey.js";
import { RevokeKeyDialog } from "./RevokeKeyDialog.js";

const PER_PAGE = 25;

type Asking = { what: "create" } | { what: "edit" | "revoke"; apiKey: KeyRowFragment };

/** The keys of the sites and apps that read. */
export function KeyList() {
  const [asking, setAsking] = useState<Asking | null>(null);
  const create = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAsking({ what: "create" })}>
      Create key
    </Button>
  );
  return (
    <Page title="API keys" actions={create}>
      <Panel title="API keys">
        <Keys onAsk={setAsking} />
      </Panel>
      <LinkedKey />
      <AskingDialog asking={asking} onClose={() => setAsking(null)} />
    </Page>
  );
}

function Keys({ onAsk }: { onAsk(asking: Asking): void }) {
  const [page, setPage] = useState(0);
  const variables = { first: PER_PAGE, offset: page * PER_PAGE };
  const { data, error, refetch, isPlaceholderData } = useGraphqlQuery({
    name: "apiKeys",
    document: KeysDocument,
    variables,
    keepPrevious: true,
  });
  const list = data?.apiKeys;
  if (error && !list) return <ErrorState error={error} onRetry={refetch} />;
  if (list?.totalCount === 0) {
    const text = "A site or app sends its key with each request and reads the key's accounts.";
    return <EmptyState title="No API keys yet" text={text} />;
  }
  return (
    <>
      <Renewing isOld={isPlaceholderData}>
        <KeyTable
          keys={list?.nodes}
          onEdit={(apiKey) => onAsk({ what: "edit", apiKey })}
          onRevoke={(apiKey) => onAsk({ what: "revoke", apiKey })}
        />
      </Renewing>
      <Pager page={page} perPage={PER_PAGE} totalCount={list?.totalCount ?? 0} onPage={setPage} />
    </>
  );
}

function AskingDialog({ asking, onClose }: { asking: Asking | null; onClose(): void }) {
  if (asking?.what === "create") return <CreateKeyDialog onClose={onClose} />;
  if (asking?.what === "edit") return <EditKeyDialog apiKey={asking.apiKey} onClose={onClose} />;
  if (asking?.what === "revoke") return <RevokeKeyDialog apiKey={asking.apiKey} onClose={onClose} />;
  return null;
}
