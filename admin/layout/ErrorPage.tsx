import { Button } from "@mui/material";
import { useState } from "react";
import type { ErrorProps } from "react-admin";
import { useTranslate } from "../i18n/use-translate.js";
import { isLostPart } from "../lib/lost-parts.js";
import { EmptyState } from "../ui/EmptyState.js";
import { Page } from "../ui/Page.js";
import { LostPart, mayReload } from "./LostPart.js";

/** In the place of a page that could not be loaded or drawn; the menu beside it leads on. */
export function ErrorPage({ error }: Pick<ErrorProps, "error">) {
  const translate = useTranslate();
  const [isLost] = useState(() => isLostPart(error) && mayReload());
  if (isLost) return <LostPart />;
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
