import { Alert, Box, Button, Skeleton, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import type { AlertChannel, SendTestAlertMutation } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { InlineCode } from "../ui/InlineCode.js";
import { Panel } from "../ui/Panel.js";
import { DeliveryList } from "./DeliveryList.js";

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
