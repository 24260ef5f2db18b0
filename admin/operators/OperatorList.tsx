import { Box, Chip } from "@mui/material";
import { CreateButton, DataTable, List, TopToolbar, useRecordContext } from "react-admin";
import { Route, Routes } from "react-router-dom";
import type { OperatorRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { OperatorCreate } from "./OperatorCreate.js";
import { PasswordButton } from "./PasswordButton.js";
import { RemoveOperatorButton } from "./RemoveOperatorButton.js";

/** Those who may sign in. */
export function OperatorList() {
  const translate = useTranslate();
  const title = translate("resources.operators.name", { smart_count: 2 });
  return (
    <Page title={title}>
      <List
        title={false}
        perPage={25}
        exporter={false}
        actions={<Actions />}
        pagination={<ListPager />}
        queryOptions={LIST_QUERY}
      >
        <Table label={title} />
      </List>
      <Routes>
        <Route path="create" element={<OperatorCreate />} />
        <Route path="*" element={null} />
      </Routes>
    </Page>
  );
}

/** Those that can be hidden. */
const COLUMNS = ["lastSignInAt", "createdAt"];

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={COLUMNS} />
      <CreateButton variant="contained" />
    </TopToolbar>
  );
}

function Table({ label }: { label: string }) {
  return (
    <RecordTable label={label}>
      <DataTable.Col source="email" disableSort>
        <Email />
      </DataTable.Col>
      <DataTable.Col
        source="lastSignInAt"
        disableSort
        render={({ lastSignInAt }: OperatorRowFragment) => <RelativeTime at={lastSignInAt} />}
      />
      <DataTable.Col
        source="createdAt"
        disableSort
        render={({ createdAt }: OperatorRowFragment) => <RelativeTime at={createdAt} />}
      />
      <DataTable.Col label="darkroom.ui.actions" align="right">
        <Buttons />
      </DataTable.Col>
    </RecordTable>
  );
}

function Email() {
  const translate = useTranslate();
  const operator = useRecordContext<OperatorRowFragment>();
  return (
    <Box component="span" sx={{ fontWeight: 600 }}>
      {operator?.email}
      {operator?.isYou && <Chip label={translate("darkroom.operators.you")} size="small" sx={{ ml: 1 }} />}
    </Box>
  );
}

function Buttons() {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, justifyContent: { md: "flex-end" } }}>
      <PasswordButton />
      <RemoveOperatorButton />
    </Box>
  );
}
