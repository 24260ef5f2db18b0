import { Alert, Box, Typography } from "@mui/material";
import type { ErasurePreviewQuery } from "../gql/graphql.js";
import { AccountLink } from "../ui/AccountLink.js";

/** What a list of ids means here, before anything is erased. */
export function PreviewFacts({ preview }: { preview: ErasurePreviewQuery["erasurePreview"] }) {
  const { idCount, accountCount, unknownCount, invalidCount, ambiguousIds, accounts } = preview;
  const facts = [
    `${count(idCount, "id")} in the list`,
    `${count(accountCount, "account")} of this server`,
    `${count(unknownCount, "id")} unknown here`,
    ...(invalidCount > 0 ? [`${count(invalidCount, "part")} of the text not an id`] : []),
  ];
  return (
    <>
      <Typography sx={{ fontWeight: 600 }}>{facts.join(", ")}.</Typography>
      {accountCount === 0 && (
        <Alert severity="info">No account here has one of these ids: there is nothing to erase.</Alert>
      )}
      {ambiguousIds.length > 0 && (
        <Alert severity="warning">
          More than one account has the id {ambiguousIds.join(", ")}. It is left out: disconnect the right account by
          hand.
        </Alert>
      )}
      <Box component="ul" sx={LIST} aria-label="Accounts to erase">
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountLink account={account} />
          </li>
        ))}
        {accounts.length < accountCount && <li>and {(accountCount - accounts.length).toLocaleString("en")} more</li>}
      </Box>
    </>
  );
}

function count(value: number, noun: string): string {
  return `${value.toLocaleString("en")} ${noun}${value === 1 ? "" : "s"}`;
}

const LIST = { columnWidth: "12rem", listStyle: "none", m: 0, maxHeight: 240, overflowY: "auto", p: 0 };
