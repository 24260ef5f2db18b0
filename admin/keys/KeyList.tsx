import { CreateButton, DataTable, List, Pagination, TextInput, TopToolbar } from "react-admin";
import { Route, Routes } from "react-router-dom";
import { useTranslate } from "../i18n/use-translate.js";
import { CardFact } from "../ui/CardFact.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { useIsWide } from "../ui/ListRows.js";
import { Page } from "../ui/Page.js";
import { RecordRows } from "../ui/RecordRows.js";
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
        pagination={<Pagination />}
        empty={<Empty />}
        error={false}
      >
        <RecordRows label={title} table={<Table label={title} />} card={<Card />} />
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
  const isWide = useIsWide();
  return (
    <TopToolbar>
      {isWide && <ColumnsMenu columns={COLUMNS} />}
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
    <DataTable aria-label={label} bulkActionButtons={false} rowClick={false} sx={TABLE}>
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
    </DataTable>
  );
}

const TABLE = { "& .column-origins, & .column-accountIds": { overflowWrap: "anywhere" } };

function Card() {
  return (
    <>
      <KeyName />
      <CardFact source="scopes">
        <KeyScopes />
      </CardFact>
      <CardFact source="accountIds">
        <KeyAccounts />
      </CardFact>
      <CardFact source="origins">
        <KeyOrigins />
      </CardFact>
      <CardFact source="lastUsedAt">
        <KeyLastUse />
      </CardFact>
      <CardFact source="state">
        <KeyState />
      </CardFact>
      <KeyButtons />
    </>
  );
}
