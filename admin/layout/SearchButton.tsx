import SearchIcon from "@mui/icons-material/Search";
import { Box, ButtonBase, IconButton, Tooltip } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import { Keys } from "../shortcuts/Keys.js";
import { useIsWide } from "../ui/use-is-wide.js";
import { useOverlays } from "./overlays.js";

/** Opens the search: on a wide screen it looks like the field, on a phone it is a sign. */
export function SearchButton() {
  const translate = useTranslate();
  const { open } = useOverlays();
  const isWide = useIsWide();
  const label = translate("darkroom.search.title");
  const props = {
    onClick: () => open("search"),
    "aria-haspopup": "dialog",
    "aria-keyshortcuts": "/ Control+K",
  } as const;
  if (!isWide) {
    return (
      <Tooltip title={label}>
        <IconButton color="inherit" aria-label={label} {...props}>
          <SearchIcon />
        </IconButton>
      </Tooltip>
    );
  }
  return (
    <ButtonBase aria-label={label} {...props} sx={FIELD}>
      <SearchIcon fontSize="small" />
      <Box component="span" sx={{ flex: 1, textAlign: "start" }}>
        {translate("darkroom.search.button")}
      </Box>
      <Keys keys={["/"]} />
    </ButtonBase>
  );
}

const FIELD = {
  border: 1,
  borderColor: "grey.500",
  borderRadius: 1,
  color: "text.secondary",
  fontSize: "0.875rem",
  gap: 1,
  height: 36,
  px: 1,
  width: 220,
};
