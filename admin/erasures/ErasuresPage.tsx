import { Page } from "../ui/Page.js";
import { MailedListPanel } from "./MailedListPanel.js";
import { ReceiptsPanel } from "./ReceiptsPanel.js";

/** Erases the accounts of Meta's mailed lists, and shows the receipts of all that was erased. */
export function ErasuresPage() {
  return (
    <Page title="Erasures">
      <MailedListPanel />
      <ReceiptsPanel />
    </Page>
  );
}
