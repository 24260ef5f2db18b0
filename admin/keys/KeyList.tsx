import { CreateButton, DataTable, List, TextInput, TopToolbar } from "react-admin";
import { Route, Routes } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { RecordTable } from "../ui/RecordTable.js";
import { KeyCreate } from "./KeyCreate.js";
import { KeyEdit } from "./KeyEdit.js";
import { KeyAccounts, KeyButtons, KeyLastUse, KeyName, KeyOrigins, KeyScopes, KeyState } from "./KeyFields.js";

const FILTERS = [<TextInput key="search" source="search" alwaysOn resettable helperText={false} />];

/** The keys of the sites and apps that read. */
export function KeyList() {
  const translate = useTranslate();
  const title = translate("resources.apiKeys.name", { smart_count: 2 });
  return (
    <Page title={title}>
      <List
        title={false}
        perPage={25}
        exporter={false}
        filters={FILTERS}
        actions={<Actions />}
        pagination={<ListPager />}
        empty={<Empty />}
        queryOptions={LIST_QUERY}
      >
        <Table label={title} />
      </List>
      <Routes>
        <Route path="create" element={<KeyCreate />} />
        <Route path=":id" element={<KeyEdit />} />
        <Route path="*" element={null} />
      </Routes>
    </Page>
  );
}

/** Those that can be hidden. */
const COLUMNS = ["scopes", "accountIds", "origins", "lastUsedAt", "state"];

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={COLUMNS} />
      <CreateButton variant="contained" />
    </TopToolbar>
  );
}

function Empty() {
  const translate = useTranslate();
  return (
    <EmptyState
      title={translate("darkroom.keys.empty")}
      text={translate("darkroom.keys.empty_help")}
      action={<CreateButton variant="contained" />}
    />
  );
}

function Table({ label }: { label: string }) {
  return (
    <RecordTable label={label} sx={TABLE}>
      <DataTable.Col source="name" disableSort>
        <KeyName />
      </DataTable.Col>
      <DataTable.Col source="scopes" disableSort>
        <KeyScopes />
      </DataTable.Col>
      <DataTable.Col source="accountIds" disableSort>
        <KeyAccounts />
      </DataTable.Col>
      <DataTable.Col source="origins" disableSort>
        <KeyOrigins />
      </DataTable.Col>
      <DataTable.Col source="lastUsedAt" disableSort>
        <KeyLastUse />
      </DataTable.Col>
      <DataTable.Col source="state" disableSort>
        <KeyState />
      </DataTable.Col>
      <DataTable.Col label="darkroom.ui.actions" align="right">
        <KeyButtons />
      </DataTable.Col>
    </RecordTable>
  );
}

const TABLE = { "& .column-origins, & .column-accountIds": { overflowWrap: "anywhere" } };
