import DeliveredIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import WaitingIcon from "@mui/icons-material/HourglassBottom";
import { Chip } from "@mui/material";
import type { DeliveryRowFragment } from "../gql/graphql.js";
import { type Column, RowTable } from "../ui/RowTable.js";
import { When } from "../ui/When.js";

/** Messages to the alert channels, newest first; undefined while they are read. */
export function DeliveryTable({ deliveries }: { deliveries: readonly DeliveryRowFragment[] | undefined }) {
  return <RowTable label="Messages sent" columns={COLUMNS} rows={deliveries} keyOf={({ id }) => id} />;
}

const COLUMNS: readonly Column<DeliveryRowFragment>[] = [
  { head: "Made", cell: ({ createdAt }) => <When at={createdAt} /> },
  { head: "Channel", cell: ({ channel }) => (channel === "WEBHOOK" ? "Webhook" : "E-mail") },
  { head: "Alerts", cell: ({ test, alertCount }) => (test ? "a test" : String(alertCount)) },
  { head: "State", cell: ({ status }) => <State status={status} /> },
  { head: "What happened", width: "40%", cell: (delivery) => <Story delivery={delivery} /> },
];

const STATES = {
  DELIVERED: { label: "Delivered", color: "success", Icon: DeliveredIcon },
  FAILED: { label: "Given up", color: "error", Icon: FailedIcon },
  WAITING: { label: "Waiting", color: "warning", Icon: WaitingIcon },
} as const;

function State({ status }: { status: DeliveryRowFragment["status"] }) {
  const { label, color, Icon } = STATES[status];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />;
}

function Story({ delivery }: { delivery: DeliveryRowFragment }) {
  const { status, deliveredAt, attempts, error, nextTryAt } = delivery;
  const tries = attempts === 1 ? "1 try" : `${attempts} attempts`;
  if (status === "DELIVERED") {
    return (
      <>
        <When at={deliveredAt} />, {tries}
      </>
    );
  }
  return (
    <>
      {tries}
      {error && `: ${error}`}
      {nextTryAt && (
        <>
          ; next <When at={nextTryAt} />
        </>
      )}
    </>
  );
}
