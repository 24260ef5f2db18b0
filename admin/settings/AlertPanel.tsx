import { Alert, Box, Button, Skeleton, Typography } from "@mui/material";
import { useState } from "react";
import { useAction } from "../data-provider/use-action.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { type AlertChannel, DeliveriesDocument, type SendTestAlertMutation } from "../gql/graphql.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorState } from "../ui/ErrorState.js";
import { Pager } from "../ui/Pager.js";
import { Panel } from "../ui/Panel.js";
import { Renewing } from "../ui/Renewing.js";
import { DeliveryTable } from "./DeliveryTable.js";

const PER_PAGE = 10;
const CHANNEL_WORDS: Record<AlertChannel, string> = { WEBHOOK: "webhook", EMAIL: "e-mail" };

/** Who is told of trouble: the channels, a test of them, and what was sent. Null while the channels are not known. */
export function AlertPanel({ channels }: { channels: readonly AlertChannel[] | null }) {
  const [tested, setTested] = useState<SendTestAlertMutation["sendTestAlert"]>([]);
  const [sendTest, isSending] = useAction("sendTestAlert", {
    onSuccess: (sendTestAlert) => setTested(sendTestAlert),
  });
  const button = (
    <Button variant="outlined" loading={isSending} onClick={() => sendTest({})}>
      Send a test alert
    </Button>
  );
  if (channels?.length === 0) return <NoChannels />;
  return (
    <Panel title="Alerts" actions={channels && button}>
      <Typography>
        {channels ? (
          `Alerts by ${channels.map((channel) => CHANNEL_WORDS[channel]).join(" and ")}.`
        ) : (
          <Skeleton width="12rem" />
        )}
      </Typography>
      <Box role="status" sx={{ "&:empty": { display: "none" } }}>
        {tested.map(({ id, channel, status, error }) => (
          <Alert key={id} severity={status === "DELIVERED" ? "success" : "error"} sx={{ mb: 1 }}>
            {status === "DELIVERED"
              ? `The test by ${CHANNEL_WORDS[channel]} was delivered.`
              : `The test by ${CHANNEL_WORDS[channel]} failed: ${error ?? "no answer"}.`}
          </Alert>
        ))}
      </Box>
      <Sent />
    </Panel>
  );
}

function NoChannels() {
  return (
    <Panel title="Alerts">
      <EmptyState
        title="No alert channel is configured"
        text={
          <>
            Set <code>ALERT_WEBHOOK_URL</code> with <code>ALERT_WEBHOOK_SECRET</code>, or <code>SMTP_URL</code> with{" "}
            <code>ALERT_EMAIL</code>, to be notified when an account needs attention.
          </>
        }
      />
    </Panel>
  );
}

function Sent() {
  const [page, setPage] = useState(0);
  const variables = { first: PER_PAGE, offset: page * PER_PAGE };
  const { data, error, refetch, isPlaceholderData } = useGraphqlQuery({
    name: "alertDeliveries",
    document: DeliveriesDocument,
    variables,
    keepPrevious: true,
  });
  const list = data?.alertDeliveries;
  if (error && !list) return <ErrorState error={error} onRetry={refetch} />;
  if (list?.totalCount === 0)
    return <EmptyState title="No messages yet" text="Messages are listed here for 90 days." />;
  return (
    <>
      <Renewing isOld={isPlaceholderData}>
        <DeliveryTable deliveries={list?.nodes} />
      </Renewing>
      <Pager page={page} perPage={PER_PAGE} totalCount={list?.totalCount ?? 0} onPage={setPage} />
    </>
  );
}
