import AddLinkIcon from "@mui/icons-material/AddLink";
import ErasuresIcon from "@mui/icons-material/DeleteSweepOutlined";
import HistoryIcon from "@mui/icons-material/History";
import HomeIcon from "@mui/icons-material/HomeOutlined";
import VpnKeyIcon from "@mui/icons-material/KeyOutlined";
import PeopleIcon from "@mui/icons-material/PeopleOutlined";
import AccountsIcon from "@mui/icons-material/PhotoCameraOutlined";
import JobsIcon from "@mui/icons-material/PlaylistPlay";
import SettingsIcon from "@mui/icons-material/SettingsOutlined";
import { Badge, Box } from "@mui/material";
import { Menu as AdminMenu } from "react-admin";
import { PulseDocument } from "../gql/graphql.js";
import { useAsk } from "../lib/use-ask.js";
import { UNSEEN } from "../ui/unseen.js";

const NEEDY_MAX = 999;

/** Where one can go. The number at Home is how many accounts need somebody. */
export function Menu() {
  const { data } = useAsk(PulseDocument, {});
  const needy = data?.status?.accounts.needAttention ?? 0;
  return (
    <AdminMenu>
      <AdminMenu.Item to="/" primaryText="Home" leftIcon={<HomeSign needy={needy} />} />
      <AdminMenu.Item to="/accounts" primaryText="Accounts" leftIcon={<AccountsIcon />} />
      <AdminMenu.Item to="/connect" primaryText="Connect" leftIcon={<AddLinkIcon />} />
      <AdminMenu.Item to="/keys" primaryText="API keys" leftIcon={<VpnKeyIcon />} />
      <AdminMenu.Item to="/events" primaryText="Activity" leftIcon={<HistoryIcon />} />
      <AdminMenu.Item to="/jobs" primaryText="Jobs" leftIcon={<JobsIcon />} />
      <AdminMenu.Item to="/erasures" primaryText="Erasures" leftIcon={<ErasuresIcon />} />
      <AdminMenu.Item to="/operators" primaryText="Operators" leftIcon={<PeopleIcon />} />
      <AdminMenu.Item to="/settings" primaryText="Settings" leftIcon={<SettingsIcon />} />
    </AdminMenu>
  );
}

function HomeSign({ needy }: { needy: number }) {
  if (needy === 0) return <HomeIcon />;
  const count = (
    <>
      {needy > NEEDY_MAX ? `${NEEDY_MAX}+` : needy}
      <Box component="span" sx={UNSEEN}>
        {" to do, "}
      </Box>
    </>
  );
  return (
    <Badge badgeContent={count} color="error">
      <HomeIcon />
    </Badge>
  );
}
