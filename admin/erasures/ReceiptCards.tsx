import { Box } from "@mui/material";
import { SimpleList } from "react-admin";
import type { ErasureRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { When } from "../ui/When.js";
import { ErasureCounts, ErasureState, StatusPageLink } from "./ReceiptFields.js";

/** The receipts on a phone. */
export function ReceiptCards() {
  const translate = useTranslate();
  return (
    <SimpleList<ErasureRowFragment>
      aria-label={translate("darkroom.erasures.receipts")}
      primaryText={({ reason }) => (
        <Box sx={HEAD}>
          {translate(`darkroom.erasures.reason.${reason}`)} <ErasureState />
        </Box>
      )}
      secondaryText={({ requestedAt }) => (
        <>
          <When at={requestedAt} />
          <br />
          <ErasureCounts />
          <br />
          <StatusPageLink />
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
