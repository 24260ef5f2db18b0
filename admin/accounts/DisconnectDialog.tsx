import { Box } from "@mui/material";
import { useListContext } from "react-admin";
import { useAction } from "../data-provider/use-action.js";
import type { AccountRowFragment } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import type { Selected } from "../jobs/bulk-scope.js";
import { ConfirmDialog } from "../ui/ConfirmButton.js";

interface DisconnectDialogProps extends Selected {
  onBegun(jobId: string): void;
  onClose(): void;
}

/** From how many accounts on their number must be typed. */
const TYPED_FROM = 11;

/** Disconnects many accounts, once it is said what is deleted and what stays. */
export function DisconnectDialog({ scope, count, onBegun, onClose }: DisconnectDialogProps) {
  const translate = useTranslate();
  const [disconnect, isStarting] = useAction("disconnectAccounts", {
    onSuccess({ id }) {
      onClose();
      onBegun(id);
    },
  });
  return (
    <ConfirmDialog
      title={translate("darkroom.accounts.bulk.disconnect.title", { smart_count: count })}
      actLabel={translate("darkroom.accounts.bulk.disconnect.act", { smart_count: count })}
      {...(count >= TYPED_FROM && { typedName: String(count) })}
      isBusy={isStarting}
      onAct={() => disconnect(scope)}
      onClose={onClose}
    >
      <Names scope={scope} count={count} />
      <Box component="ul" sx={{ display: "grid", gap: 1, my: 0, pl: 3 }}>
        <li>{translate("darkroom.accounts.bulk.disconnect.deleted")}</li>
        <li>{translate("darkroom.accounts.bulk.disconnect.sites")}</li>
        <li>{translate("darkroom.accounts.bulk.disconnect.kept")}</li>
        <li>{translate("darkroom.accounts.bulk.disconnect.stop")}</li>
      </Box>
    </ConfirmDialog>
  );
}

const NAMED_MAX = 5;

/** Of those that are on the page; the others are counted. */
function Names({ scope, count }: Selected) {
  const translate = useTranslate();
  const { data = [] } = useListContext<AccountRowFragment>();
  const isMeant = ({ id }: AccountRowFragment) => !("accountIds" in scope) || scope.accountIds.includes(id);
  const named = data.filter(isMeant).slice(0, NAMED_MAX);
  const names = named.map(({ username }) => `@${username}`).join(", ");
  const moreCount = count - named.length;
  const text = moreCount > 0 ? translate("darkroom.account.danger.and_more", { names, count: moreCount }) : names;
  return <Box sx={{ fontWeight: 600, mb: 1, overflowWrap: "anywhere" }}>{text}</Box>;
}
