import { Alert, Box, Typography } from "@mui/material";
import type { ErasurePreviewQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { AccountLink } from "../ui/AccountLink.js";

/** What a list of ids means here, before anything is erased. */
export function PreviewFacts({ preview }: { preview: ErasurePreviewQuery["erasurePreview"] }) {
  const translate = useTranslate();
  const { idCount, accountCount, unknownCount, invalidCount, ambiguousIds, accounts } = preview;
  const facts = [
    translate("darkroom.erasures.preview.ids", { smart_count: idCount }),
    translate("darkroom.erasures.preview.accounts", { smart_count: accountCount }),
    translate("darkroom.erasures.preview.unknown", { smart_count: unknownCount }),
    ...(invalidCount > 0 ? [translate("darkroom.erasures.preview.invalid", { smart_count: invalidCount })] : []),
  ];
  return (
    <>
      <Typography sx={{ fontWeight: 600 }}>{facts.join(", ")}.</Typography>
      {accountCount === 0 && <Alert severity="info">{translate("darkroom.erasures.preview.nothing")}</Alert>}
      {ambiguousIds.length > 0 && (
        <Alert severity="warning">
          {translate("darkroom.erasures.preview.ambiguous", { ids: ambiguousIds.join(", ") })}
        </Alert>
      )}
      <Box component="ul" sx={LIST} aria-label={translate("darkroom.erasures.preview.to_erase")}>
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountLink account={account} />
          </li>
        ))}
        {accounts.length < accountCount && (
          <li>{translate("darkroom.erasures.preview.more", { count: accountCount - accounts.length })}</li>
        )}
      </Box>
    </>
  );
}

const LIST = { columnWidth: "12rem", listStyle: "none", m: 0, maxHeight: 240, overflowY: "auto", p: 0 };
