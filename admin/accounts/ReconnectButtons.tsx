import LinkIcon from "@mui/icons-material/Link";
import ReconnectIcon from "@mui/icons-material/Sync";
import { Button } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import { type AccountDetail, isReconnectNeeded } from "../ui/account-detail.js";
import { reconnectUrl } from "../ui/reconnect-url.js";
import { useReconnectLink } from "../ui/use-reconnect-link.js";

/** For an account that only its owner's agreement helps: agree here and now, or send them a link. */
export function ReconnectButtons({ account }: { account: AccountDetail }) {
  const translate = useTranslate();
  const [sendLink, linkDialog] = useReconnectLink();
  const isNeeded = isReconnectNeeded(account);
  return (
    <>
      {isNeeded && (
        <Button variant="contained" startIcon={<ReconnectIcon />} href={reconnectUrl(account.id)}>
          {translate("darkroom.ui.reconnect")}
        </Button>
      )}
      <Button variant={isNeeded ? "outlined" : "text"} startIcon={<LinkIcon />} onClick={() => sendLink(account)}>
        {translate("darkroom.ui.copy_reconnect_link")}
      </Button>
      {linkDialog}
    </>
  );
}
