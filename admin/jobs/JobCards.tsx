import { Box } from "@mui/material";
import { RecordsIterator } from "react-admin";
import { JobCard } from "./JobCard.js";

/** The jobs on a phone. */
export function JobCards() {
  return (
    <Box component="ul" sx={LIST}>
      <RecordsIterator
        render={({ id }) => (
          <li key={id}>
            <JobCard />
          </li>
        )}
      />
    </Box>
  );
}

const LIST = {
  listStyle: "none",
  m: 0,
  p: 0,
  "& > li": { borderBottom: 1, borderColor: "divider", p: 2 },
  "& > li:last-of-type": { borderBottom: 0 },
};
