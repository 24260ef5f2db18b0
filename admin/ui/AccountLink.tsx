import { Link } from "@mui/material";
import { Link as RouterLink } from "react-router-dom";
import { accountUrl } from "./list-url.js";

/** An account by its name, leading to its page. */
export function AccountLink({ account }: { account: { id: string; username: string } }) {
  return (
    <Link component={RouterLink} to={accountUrl(account.id)} sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
      @{account.username}
    </Link>
  );
}
