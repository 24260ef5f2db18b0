import DeliveredIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import WaitingIcon from "@mui/icons-material/HourglassBottom";
import { Alert, Box, Button, Chip, Skeleton, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { AlertChannel, DeliveryRowFragment, SendTestAlertMutation } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { Phrase } from "../i18n/Phrase.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { InlineCode } from "../ui/InlineCode.js";
import { SHORT_PAGES } from "../ui/ListPager.js";
import { Panel } from "../ui/Panel.js";
import { RecordList } from "../ui/RecordList.js";
import { RecordColumn, RecordTable } from "../ui/RecordTable.js";
import { RelativeTime } from "../ui/RelativeTime.js";

/** Who is told of trouble: the channels, a test of them, and what was sent. Null while the channels are not known. */
export function AlertPanel({ channels }: { channels: readonly AlertChannel[] | null }) {
  const translate = useTranslate();
  const format = useFormat();
  const [tested, setTested] = useState<SendTestAlertMutation["sendTestAlert"]>([]);
  const [sendTest, isSending] = useAction("sendTestAlert", { onSuccess: setTested });
  const channelText = (channel: AlertChannel) => translate(`darkroom.settings.alerts.${channel}`);
  const button = (
    <Button variant="outlined" loading={isSending} onClick={() => sendTest({})}>
      {translate("darkroom.settings.alerts.test")}
    </Button>
  );
  const title = translate("darkroom.settings.alerts.title");
  if (channels?.length === 0) {
    const help = <InlineCode text={translate("darkroom.settings.alerts.not_configured_help")} />;
    return (
      <Panel title={title}>
        <EmptyState title={translate("darkroom.settings.alerts.not_configured")} text={help} />
      </Panel>
    );
  }
  return (
    <Panel title={title} actions={channels && button}>
      <Typography>
        {channels ? (
          translate("darkroom.settings.alerts.channels", { channels: format.list(channels.map(channelText)) })
        ) : (
          <Skeleton width="12rem" />
        )}
      </Typography>
      <Box role="status" sx={{ "&:empty": { display: "none" } }}>
        {tested.map(({ id, channel, status, error }) => (
          <Alert key={id} severity={status === "DELIVERED" ? "success" : "error"} sx={{ mb: 1 }}>
            {status === "DELIVERED"
              ? translate("darkroom.settings.alerts.delivered", { channel: channelText(channel) })
              : translate("darkroom.settings.alerts.failed", {
                  channel: channelText(channel),
                  error: error ? serverText(error, translate) : translate("darkroom.settings.alerts.no_answer"),
                })}
          </Alert>
        ))}
      </Box>
      <DeliveryList />
    </Panel>
  );
}

const Column = RecordColumn<DeliveryRowFragment>;
const COLUMNS = ["createdAt", "channel", "alertCount", "status", "attempts", "responseCode", "story"];
const HIDDEN_AT_FIRST = ["attempts", "responseCode"];

/** Messages to the alert channels, newest first. */
function DeliveryList() {
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
