import DeliveredIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import WaitingIcon from "@mui/icons-material/HourglassBottom";
import { Box, Chip } from "@mui/material";
import type { DeliveryRowFragment } from "../gql/graphql.js";
import { Phrase } from "../i18n/Phrase.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { SHORT_PAGES } from "../ui/ListPager.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";

const Column = RecordColumn<DeliveryRowFragment>;
const COLUMNS = ["createdAt", "channel", "alertCount", "status", "attempts", "responseCode", "story"];
const HIDDEN_AT_FIRST = ["attempts", "responseCode"];

/** Messages to the alert channels, newest first. */
export function DeliveryList() {
  const translate = useTranslate();
  const [none, help] = ["darkroom.settings.deliveries.none", "darkroom.settings.deliveries.none_help"] as const;
  return (
    <RecordList
      columns={COLUMNS}
      component={Box}
      empty={<EmptyState title={translate(none)} text={translate(help)} />}
      hiddenColumns={HIDDEN_AT_FIRST}
      perPageOptions={SHORT_PAGES}
      resource="alertDeliveries"
      storeKey={false}
    >
      <RecordTable label={translate("darkroom.settings.deliveries.title")} hiddenColumns={HIDDEN_AT_FIRST}>
        <Column source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
        <Column
          source="channel"
          render={({ channel }) => translate(`darkroom.settings.deliveries.channel.${channel}`)}
        />
        <Column
          source="alertCount"
          render={({ test, alertCount }) => (test ? translate("darkroom.settings.deliveries.a_test") : alertCount)}
        />
        <Column source="status" render={({ status }) => <Status status={status} />} />
        <Column source="attempts" />
        <Column source="responseCode" />
        <Column source="story" cellSx={() => STORY} render={(delivery) => <Story delivery={delivery} />} />
      </RecordTable>
    </RecordList>
  );
}

const STORY = { overflowWrap: "anywhere", width: "40%" };
const LOOKS = {
  DELIVERED: { color: "success", Icon: DeliveredIcon },
  FAILED: { color: "error", Icon: FailedIcon },
  WAITING: { color: "warning", Icon: WaitingIcon },
} as const;

function Status({ status }: Pick<DeliveryRowFragment, "status">) {
  const translate = useTranslate();
  const { color, Icon } = LOOKS[status];
  const label = translate(`darkroom.settings.deliveries.status.${status}`);
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />;
}

/** When it arrived, or why it has not, and when it is tried again. */
function Story({ delivery: { status, deliveredAt, attempts, error, nextTryAt } }: { delivery: DeliveryRowFragment }) {
  const translate = useTranslate();
  const tries = translate("darkroom.settings.deliveries.attempts", { smart_count: attempts });
  if (status === "DELIVERED") {
    return (
      <>
        <RelativeTime at={deliveredAt} />, {tries}
      </>
    );
  }
  return (
    <>
      {tries}
      {error && `: ${serverText(error, translate)}`}
      {nextTryAt && (
        <>
          ; <Phrase text="darkroom.settings.deliveries.next" parts={{ at: <RelativeTime at={nextTryAt} /> }} />
        </>
      )}
    </>
  );
}
