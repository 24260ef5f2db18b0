import { Box, Typography } from "@mui/material";
import { useNavigate } from "react-router-dom";
import { useAction } from "../data-provider/use-action.js";
import { useTranslate } from "../i18n/use-translate.js";
import { ConfirmButton } from "../ui/ConfirmButton.js";
import { NOTHING_LEFT } from "../ui/LeaveGuard.js";
import { Panel } from "../ui/Panel.js";
import type { FeedDetail } from "./use-draft.js";

/** Removes a feed for good, once its slug is typed. */
export function DangerPanel({ feed: { id, title, slug } }: { feed: FeedDetail }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [remove, isRemoving] = useAction("removeFeed", {
    successMessage: translate("darkroom.feeds.danger.removed", { title }),
    onSuccess: () => navigate("/feeds", { state: NOTHING_LEFT }),
  });
  return (
    <Panel title={translate("darkroom.feeds.danger.title")}>
      <Box sx={LINE}>
        <Typography variant="body2" sx={{ flex: "1 1 300px", maxWidth: 640 }}>
          {translate("darkroom.feeds.danger.help")}
        </Typography>
        <ConfirmButton
          button={{ variant: "outlined" }}
          title={translate("darkroom.feeds.danger.confirm", { title })}
          actLabel={translate("darkroom.feeds.danger.remove")}
          typedName={slug}
          isBusy={isRemoving}
          onAct={() => remove({ id })}
        >
          {translate("darkroom.feeds.danger.help")}
        </ConfirmButton>
      </Box>
    </Panel>
  );
}

const LINE = { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 2, justifyContent: "space-between" };
