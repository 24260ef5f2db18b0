import { Button } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";

/** In the place of a page that could not be drawn; the menu beside it leads on. */
export function ErrorPage() {
  const translate = useTranslate();
  return (
    <Page title={translate("darkroom.layout.broken.title")}>
      <EmptyState
        title={translate("darkroom.layout.broken.what")}
        text={translate("darkroom.layout.broken.help")}
        action={
          <Button variant="contained" onClick={() => window.location.reload()}>
            {translate("darkroom.layout.broken.reload")}
          </Button>
        }
      />
    </Page>
  );
}
