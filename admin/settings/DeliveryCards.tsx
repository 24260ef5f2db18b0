import { Box } from "@mui/material";
import { SimpleList } from "react-admin";
import type { DeliveryRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { When } from "../ui/When.js";
import { DeliveryStatus, DeliveryStory } from "./DeliveryFields.js";

/** The messages on a phone. */
export function DeliveryCards() {
  const translate = useTranslate();
  return (
    <SimpleList<DeliveryRowFragment>
      aria-label={translate("darkroom.settings.deliveries.title")}
      primaryText={({ channel, test, alertCount }) => (
        <Box sx={HEAD}>
          <span>
            {translate(`darkroom.settings.deliveries.channel.${channel}`)},{" "}
            {test
              ? translate("darkroom.settings.deliveries.a_test")
              : translate("darkroom.settings.deliveries.alerts", { smart_count: alertCount })}
          </span>
          <DeliveryStatus />
        </Box>
      )}
      secondaryText={({ createdAt }) => (
        <>
          <When at={createdAt} />
          <br />
          <DeliveryStory />
        </>
      )}
      rowClick={false}
      sx={LIST}
    />
  );
}

const HEAD = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, justifyContent: "space-between" };
const LIST = {
  "& li": { borderBottom: 1, borderColor: "divider", px: 0 },
  "& li:last-of-type": { borderBottom: 0 },
};
