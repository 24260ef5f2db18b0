import { Alert, Button } from "@mui/material";
import { useEffect } from "react";
import { useStore } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { VERSION_SEEN } from "../i18n/store.js";
import { useTranslate } from "../i18n/use-translate.js";
import { useOverlays } from "./overlays.js";

/** After an upgrade: the new version and what changed, until it is closed. The first version seen is only remembered. */
export function NewVersionLine() {
  const translate = useTranslate();
  const { open } = useOverlays();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  const [seen, setSeen] = useStore<string | null>(VERSION_SEEN, null);
  const version = data?.status?.version;
  useEffect(() => {
    if (version && seen === null) setSeen(version);
  }, [version, seen, setSeen]);
  if (!version || seen === null || seen === version) return null;
  return (
    <Alert
      severity="info"
      variant="outlined"
      closeText={translate("darkroom.layout.new_version.close")}
      onClose={() => setSeen(version)}
      sx={LINE}
    >
      {translate("darkroom.layout.new_version.now", { version })}{" "}
      <Button size="small" aria-haspopup="dialog" onClick={() => open("changes")}>
        {translate("darkroom.layout.new_version.what_changed")}
      </Button>
    </Alert>
  );
}

const LINE = {
  mt: 2,
  "& .MuiAlert-message": { alignItems: "center", display: "flex", flexWrap: "wrap", gap: 1, py: 0.5 },
};
