import AddLinkIcon from "@mui/icons-material/AddLink";
import StatesIcon from "@mui/icons-material/HelpOutline";
import HomeIcon from "@mui/icons-material/HomeOutlined";
import DocsIcon from "@mui/icons-material/MenuBookOutlined";
import SettingsIcon from "@mui/icons-material/SettingsOutlined";
import { Badge, Box } from "@mui/material";
import { Menu as AdminMenu } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { VISUALLY_HIDDEN } from "../ui/visually-hidden.js";

const COUNT_MAX = 999;

/** Where one can go. The number at Home is how many accounts need somebody. */
export function Menu() {
  const translate = useTranslate();
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  const attentionCount = data?.status?.accounts.needAttention ?? 0;
  return (
    <AdminMenu>
      <AdminMenu.Item
        to="/"
        primaryText={translate("darkroom.layout.menu.home")}
        leftIcon={<HomeSign attentionCount={attentionCount} />}
      />
      <AdminMenu.ResourceItem name="accounts" />
      <AdminMenu.ResourceItem name="feeds" />
      <AdminMenu.Item
        to="/connect"
        primaryText={translate("darkroom.layout.menu.connect")}
        leftIcon={<AddLinkIcon />}
      />
      <AdminMenu.ResourceItem name="apiKeys" />
      <AdminMenu.ResourceItem name="events" primaryText={translate("darkroom.layout.menu.activity")} />
      <AdminMenu.ResourceItem name="jobs" />
      <AdminMenu.ResourceItem name="erasures" primaryText={translate("darkroom.layout.menu.erasures")} />
      <AdminMenu.ResourceItem name="operators" />
      <AdminMenu.Item
        to="/settings"
        primaryText={translate("darkroom.layout.menu.settings")}
        leftIcon={<SettingsIcon />}
      />
      {/* Outside of the dashboard: a whole address is loaded, not routed. */}
      <AdminMenu.Item
        to={`${location.origin}/docs/`}
        primaryText={translate("darkroom.layout.menu.docs")}
        leftIcon={<DocsIcon />}
      />
      <AdminMenu.Item to="/states" primaryText={translate("darkroom.states.title")} leftIcon={<StatesIcon />} />
    </AdminMenu>
  );
}

function HomeSign({ attentionCount }: { attentionCount: number }) {
  const translate = useTranslate();
  if (attentionCount === 0) return <HomeIcon />;
  const count = (
    <>
      {attentionCount > COUNT_MAX ? `${COUNT_MAX}+` : attentionCount}
      <Box component="span" sx={VISUALLY_HIDDEN}>
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
