import DeliveredIcon from "@mui/icons-material/CheckCircleOutline";
import FailedIcon from "@mui/icons-material/ErrorOutline";
import WaitingIcon from "@mui/icons-material/HourglassBottom";
import { Chip } from "@mui/material";
import { useRecordContext } from "react-admin";
import type { DeliveryRowFragment } from "../gql/graphql.js";
import { Phrase } from "../i18n/Phrase.js";
import { serverText } from "../i18n/server-text.js";
import { useTranslate } from "../i18n/use-translate.js";
import { RelativeTime } from "../ui/RelativeTime.js";

const LOOKS = {
  DELIVERED: { color: "success", Icon: DeliveredIcon },
  FAILED: { color: "error", Icon: FailedIcon },
  WAITING: { color: "warning", Icon: WaitingIcon },
} as const;

export function DeliveryStatus() {
  const translate = useTranslate();
  const delivery = useRecordContext<DeliveryRowFragment>();
  if (!delivery) return null;
  const { color, Icon } = LOOKS[delivery.status];
  const label = translate(`darkroom.settings.deliveries.status.${delivery.status}`);
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={label} />;
}

/** When it arrived, or why it has not, and when it is tried again. */
export function DeliveryStory() {
  const translate = useTranslate();
  const delivery = useRecordContext<DeliveryRowFragment>();
  if (!delivery) return null;
  const { status, deliveredAt, attempts, error, nextTryAt } = delivery;
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
