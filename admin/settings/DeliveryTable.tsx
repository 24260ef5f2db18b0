import { DataTable } from "react-admin";
import type { DeliveryRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";
import { DeliveryStatus, DeliveryStory } from "./DeliveryFields.js";

const Column = DataTable.Col<DeliveryRowFragment>;
export const DELIVERY_COLUMNS = ["createdAt", "channel", "alertCount", "status", "attempts", "responseCode", "story"];
export const HIDDEN_AT_FIRST = ["attempts", "responseCode"];

/** The messages, newest first. */
export function DeliveryTable() {
  const translate = useTranslate();
  return (
    <RecordTable label={translate("darkroom.settings.deliveries.title")} hiddenColumns={HIDDEN_AT_FIRST}>
      <Column source="createdAt" disableSort render={({ createdAt }) => <RelativeTime at={createdAt} />} />
      <Column
        source="channel"
        disableSort
        render={({ channel }) => translate(`darkroom.settings.deliveries.channel.${channel}`)}
      />
      <Column
        source="alertCount"
        disableSort
        render={({ test, alertCount }) => (test ? translate("darkroom.settings.deliveries.a_test") : alertCount)}
      />
      <Column source="status" disableSort>
        <DeliveryStatus />
      </Column>
      <Column source="attempts" disableSort />
      <Column source="responseCode" disableSort />
      <Column source="story" disableSort cellSx={() => STORY}>
        <DeliveryStory />
      </Column>
    </RecordTable>
  );
}

const STORY = { overflowWrap: "anywhere", width: "40%" };
