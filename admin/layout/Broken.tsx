import { Button } from "@mui/material";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";

/** In the place of a page that could not be drawn; the menu beside it leads on. */
export function Broken() {
  return (
    <Page title="This page is broken">
      <EmptyState
        title="Something went wrong while this page was rendered."
        text="Accounts, tokens and posts are not affected. If reloading does not help, see the browser's console."
        action={
          <Button variant="contained" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
        }
      />
    </Page>
  );
}
