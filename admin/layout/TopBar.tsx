import { Box, Chip, Link, Tooltip } from "@mui/material";
import { AppBar, LoadingIndicator, TitlePortal, ToggleThemeButton } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { BRAND } from "../brand.js";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { OperatorMenu } from "./OperatorMenu.js";
import { SearchButton } from "./SearchButton.js";

/** The mark and the name, which lead home; which Instagram it is; the look, and the way out. */
export function TopBar() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  return (
    <AppBar toolbar={<Tools />} userMenu={<OperatorMenu />}>
      <Link component={RouterLink} to="/" color="inherit" underline="none" aria-label={BRAND.name} sx={HOME}>
        <img src={BRAND.markUrl} alt="" width="28" height="28" />
        <Box component="span" sx={ON_WIDE}>
          {BRAND.name}
        </Box>
      </Link>
      {data?.status?.mode === "SANDBOX" && (
        <Tooltip title={translate("darkroom.layout.sandbox_help")}>
          <Chip
            label={translate("darkroom.layout.sandbox")}
            size="small"
            color="primary"
            variant="outlined"
            sx={{ mr: 2 }}
          />
        </Tooltip>
      )}
      <TitlePortal
        variant="body1"
        component="div"
        color="text.secondary"
        sx={{ visibility: { xs: "hidden", sm: "visible" } }}
      />
    </AppBar>
  );
}

// A phone has no room for words that stand on the page anyway.
const ON_WIDE = { display: { xs: "none", sm: "inline" } };
const HOME = { alignItems: "center", display: "inline-flex", fontWeight: 650, gap: 1, mr: 1.5 };

function Tools() {
  return (
    <Box sx={{ alignItems: "center", display: "flex" }}>
      <SearchButton />
      <ToggleThemeButton />
      <LoadingIndicator />
    </Box>
  );
}
