import { Button } from "@mui/material";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";

/** In the place of a page that could not be drawn; the menu beside it leads on. */
export function Broken() {
  return (
    <Page title="This page is broken">
      <EmptyState
        title="Something went wrong while it was drawn."
        text="Accounts, tokens and posts are not touched by it. If loading it again does not help, the browser's console says more."
        action={
          <Button variant="contained" onClick={() => window.location.reload()}>
            Load the page again
          </Button>
        }
      />
    </Page>
  );
}
