import { Box, Typography } from "@mui/material";
import { List, TopToolbar } from "react-admin";
import type { ErasureRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { watchedList } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ListPager } from "../ui/ListPager.js";
import { Page } from "../ui/Page.js";
import { Panel } from "../ui/Panel.js";
import { MailedListPanel } from "./MailedListPanel.js";
import { HIDDEN_AT_FIRST, RECEIPT_COLUMNS, ReceiptTable } from "./ReceiptTable.js";

const WATCHED = watchedList<ErasureRowFragment>(({ finishedAt }) => finishedAt === null);

/** Erases the accounts of Meta's mailed lists, and shows the receipts of all that was erased, newest first. */
export function ErasureList() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.erasures.title")}>
      <MailedListPanel />
      <Panel title={translate("darkroom.erasures.receipts")}>
        <Typography variant="body2" color="text.secondary">
          {translate("darkroom.erasures.receipts_help")}
        </Typography>
        <List
          actions={<Actions />}
          component={Box}
          empty={<NoReceipts />}
          exporter={false}
          pagination={<ListPager />}
          perPage={25}
          queryOptions={WATCHED}
          storeKey={false}
          title={false}
        >
          <ReceiptTable />
        </List>
      </Panel>
    </Page>
  );
}

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={RECEIPT_COLUMNS} hiddenAtFirst={HIDDEN_AT_FIRST} />
    </TopToolbar>
  );
}

function NoReceipts() {
  const translate = useTranslate();
  return (
    <EmptyState title={translate("darkroom.erasures.none.title")} text={translate("darkroom.erasures.none.text")} />
  );
}
