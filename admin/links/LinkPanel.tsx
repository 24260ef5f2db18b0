import { Button } from "@mui/material";
import { useState } from "react";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LinksDocument } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Pager } from "../ui/Pager.js";
import { Panel } from "../ui/Panel.js";
import { Renewing } from "../ui/Renewing.js";
import { LinkTable } from "./LinkTable.js";
import { MakeLinkDialog } from "./MakeLinkDialog.js";
import { MakeLinksDialog } from "./MakeLinksDialog.js";

const PER_PAGE = 10;

/** Connect links: one-time addresses that account owners open without signing in here. */
export function LinkPanel() {
  const [making, setMaking] = useState<"one" | "many" | null>(null);
  const close = () => setMaking(null);
  const buttons = (
    <div>
      <Button onClick={() => setMaking("many")}>Create many links</Button>
      <Button variant="outlined" onClick={() => setMaking("one")} sx={{ ml: 1 }}>
        Create link
      </Button>
    </div>
  );
  return (
    <Panel title="Connect links" actions={buttons}>
      <Links />
      {making === "one" && <MakeLinkDialog onClose={close} />}
      {making === "many" && <MakeLinksDialog onClose={close} />}
    </Panel>
  );
}

function Links() {
  const [page, setPage] = useState(0);
  const variables = { first: PER_PAGE, offset: page * PER_PAGE };
  const { data, error, refetch, isPlaceholderData } = useGraphqlQuery({
    name: "connectLinks",
    document: LinksDocument,
    variables,
    keepPrevious: true,
  });
  const list = data?.connectLinks;
  if (error && !list) return <ErrorState error={error} onRetry={refetch} />;
  if (list?.totalCount === 0) {
    const text = "An account's owner opens a link and agrees at Instagram. They need no password here.";
    return <EmptyState title="No connect links yet" text={text} />;
  }
  return (
    <>
      <Renewing isOld={isPlaceholderData}>
        <LinkTable links={list?.nodes} />
      </Renewing>
      <Pager page={page} perPage={PER_PAGE} totalCount={list?.totalCount ?? 0} onPage={setPage} />
    </>
  );
}
