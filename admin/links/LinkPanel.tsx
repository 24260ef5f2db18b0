import { Box, Button } from "@mui/material";
import { useState } from "react";
import { DataTable, List, TopToolbar } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ListPager } from "../ui/ListPager.js";
import { Panel } from "../ui/Panel.js";
import { RecordTable } from "../ui/RecordTable.js";
import { LinkCreate } from "./LinkCreate.js";
import { LinkCreation, LinkExpiry, LinkName, LinkState } from "./LinkFields.js";
import { LinksCreate } from "./LinksCreate.js";
import { RevokeLinkButton } from "./RevokeLinkButton.js";

/** Connect links: one-time addresses that account owners open without signing in here. */
export function LinkPanel() {
  const translate = useTranslate();
  const [creating, setCreating] = useState<"one" | "many" | null>(null);
  const close = () => setCreating(null);
  const title = translate("resources.connectLinks.name", { smart_count: 2 });
  const buttons = (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Button onClick={() => setCreating("many")}>{translate("darkroom.links.create_many")}</Button>
      <Button variant="outlined" onClick={() => setCreating("one")}>
        {translate("resources.connectLinks.action.create")}
      </Button>
    </Box>
  );
  const empty = <EmptyState title={translate("darkroom.links.empty")} text={translate("darkroom.links.empty_help")} />;
  return (
    <Panel title={title} actions={buttons}>
      <List
        resource="connectLinks"
        title={false}
        perPage={10}
        exporter={false}
        component="div"
        actions={<Actions />}
        pagination={<ListPager perPageOptions={[10, 25, 50]} />}
        empty={empty}
        queryOptions={LIST_QUERY}
      >
        <Table label={title} />
      </List>
      {creating === "one" && <LinkCreate onClose={close} />}
      {creating === "many" && <LinksCreate onClose={close} />}
    </Panel>
  );
}

/** Those that can be hidden. */
const COLUMNS = ["state", "createdAt", "expiresAt"];

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={COLUMNS} />
    </TopToolbar>
  );
}

function Table({ label }: { label: string }) {
  return (
    <RecordTable label={label} sx={TABLE}>
      <DataTable.Col source="label" disableSort>
        <LinkName />
      </DataTable.Col>
      <DataTable.Col source="state" disableSort>
        <LinkState />
      </DataTable.Col>
      <DataTable.Col source="createdAt" disableSort>
        <LinkCreation />
      </DataTable.Col>
      <DataTable.Col source="expiresAt" disableSort>
        <LinkExpiry />
      </DataTable.Col>
      <DataTable.Col label="darkroom.ui.actions" align="right">
        <RevokeLinkButton />
      </DataTable.Col>
    </RecordTable>
  );
}

const TABLE = { "& .column-label": { overflowWrap: "anywhere" } };
