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
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { PulseDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { UNSEEN } from "../ui/unseen.js";

const NEEDY_MAX = 999;

/** Where one can go. The number at Home is how many accounts need somebody. */
export function Menu() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery({ name: "layout", document: PulseDocument, variables: {} });
  const needy = data?.status?.accounts.needAttention ?? 0;
  return (
    <AdminMenu>
      <AdminMenu.Item
        to="/"
        primaryText={translate("darkroom.layout.menu.home")}
        leftIcon={<HomeSign needy={needy} />}
      />
      <AdminMenu.Item
        to="/accounts"
        primaryText={translate("resources.accounts.name", { smart_count: 2 })}
        leftIcon={<AccountsIcon />}
      />
      <AdminMenu.Item
        to="/connect"
        primaryText={translate("darkroom.layout.menu.connect")}
        leftIcon={<AddLinkIcon />}
      />
      <AdminMenu.Item
        to="/keys"
        primaryText={translate("resources.apiKeys.name", { smart_count: 2 })}
        leftIcon={<VpnKeyIcon />}
      />
      <AdminMenu.Item
        to="/events"
        primaryText={translate("darkroom.layout.menu.activity")}
        leftIcon={<HistoryIcon />}
      />
      <AdminMenu.Item
        to="/jobs"
        primaryText={translate("resources.jobs.name", { smart_count: 2 })}
        leftIcon={<JobsIcon />}
      />
      <AdminMenu.Item
        to="/erasures"
        primaryText={translate("darkroom.layout.menu.erasures")}
        leftIcon={<ErasuresIcon />}
      />
      <AdminMenu.Item
        to="/operators"
        primaryText={translate("resources.operators.name", { smart_count: 2 })}
        leftIcon={<PeopleIcon />}
      />
      <AdminMenu.Item
        to="/settings"
        primaryText={translate("darkroom.layout.menu.settings")}
        leftIcon={<SettingsIcon />}
      />
    </AdminMenu>
  );
}

function HomeSign({ needy }: { needy: number }) {
  const translate = useTranslate();
  if (needy === 0) return <HomeIcon />;
  const count = (
    <>
      {needy > NEEDY_MAX ? `${NEEDY_MAX}+` : needy}
      <Box component="span" sx={UNSEEN}>
        {` ${translate("darkroom.layout.menu.to_do")} `}
      </Box>
    </>
  );
  return (
    <Badge badgeContent={count} color="error">
      <HomeIcon />
    </Badge>
  );
}
