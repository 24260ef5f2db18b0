import { Box, Typography } from "@mui/material";
import { useTranslate } from "../i18n/use-translate.js";
import { HitLine } from "./HitLine.js";
import type { Hit } from "./hits.js";
import type { SearchBox } from "./use-search-box.js";

/** What was found, in groups. */
export function SearchResults({ box, isBusy }: { box: SearchBox; isBusy: boolean }) {
  const translate = useTranslate();
  if (box.groups.length === 0) return null;
  return (
    <Box
      component="ul"
      {...box.getListboxProps()}
      aria-label={translate("darkroom.search.results")}
      aria-busy={isBusy}
      sx={LIST}
    >
      {box.groups.map(({ key, index, group, options }) => (
        <Box component="li" key={key} role="presentation">
          <Typography component="div" variant="overline" color="text.secondary" id={`search-${group}`} sx={HEAD}>
            {translate(`darkroom.search.group.${group as Hit["group"]}`)}
          </Typography>
          <Box component="ul" role="group" aria-labelledby={`search-${group}`} sx={LIST}>
            {options.map((hit, place) => {
              const { key: optionKey, ...option } = box.getOptionProps({ option: hit, index: index + place });
              return (
                <Box component="li" key={optionKey} {...option} sx={OPTION}>
                  <HitLine hit={hit} />
                </Box>
              );
            })}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const LIST = { listStyle: "none", m: 0, p: 0 };
const HEAD = { display: "block", lineHeight: 2.2, px: 2 };
const OPTION = {
  cursor: "pointer",
  minHeight: 48,
  px: 2,
  py: 1,
  "&.Mui-focused, &.Mui-focusVisible": { bgcolor: "action.selected" },
};
