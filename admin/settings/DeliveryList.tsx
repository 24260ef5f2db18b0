import { Box } from "@mui/material";
import { List, TopToolbar } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { LIST_QUERY } from "../query-client.js";
import { ColumnsMenu } from "../ui/ColumnsMenu.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ListPager } from "../ui/ListPager.js";
import { DELIVERY_COLUMNS, DeliveryTable, HIDDEN_AT_FIRST } from "./DeliveryTable.js";

const PER_PAGE = [10, 25, 50] as const;

/** Messages to the alert channels, newest first. */
export function DeliveryList() {
  return (
    <List
      actions={<Actions />}
      component={Box}
      empty={<NoDeliveries />}
      exporter={false}
      pagination={<ListPager perPageOptions={PER_PAGE} />}
      perPage={PER_PAGE[0]}
      queryOptions={LIST_QUERY}
      resource="alertDeliveries"
      storeKey={false}
      title={false}
    >
      <DeliveryTable />
    </List>
  );
}

function Actions() {
  return (
    <TopToolbar>
      <ColumnsMenu columns={DELIVERY_COLUMNS} hiddenAtFirst={HIDDEN_AT_FIRST} />
    </TopToolbar>
  );
}

function NoDeliveries() {
  const translate = useTranslate();
  return (
    <EmptyState
      title={translate("darkroom.settings.deliveries.none")}
      text={translate("darkroom.settings.deliveries.none_help")}
    />
  );
}
