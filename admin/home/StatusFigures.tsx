import HealthyIcon from "@mui/icons-material/CheckCircleOutline";
import StaleIcon from "@mui/icons-material/HourglassBottom";
import BrokenIcon from "@mui/icons-material/LinkOff";
import PausedIcon from "@mui/icons-material/PauseCircleOutline";
import DueIcon from "@mui/icons-material/Schedule";
import ExpiringIcon from "@mui/icons-material/Timelapse";
import { Box, Skeleton, type SvgIconProps, Typography } from "@mui/material";
import type { ComponentType } from "react";
import { Link } from "react-router-dom";
import type { AccountFilter, HomeStatusQuery } from "../gql/graphql.js";
import { useFormat } from "../i18n/format.js";
import { type MessageKey, useTranslate } from "../i18n/use-translate.js";
import { accountsUrl } from "../ui/list-url.js";
import { Panel } from "../ui/Panel.js";
import { StatusFacts } from "./StatusFacts.js";

/** How many accounts are in each state; a click lists them. */
function StatusFigures({ accounts }: { accounts: HomeStatus["accounts"] }) {
  return (
    <Box component="ul" sx={GRID}>
      {NAMES.map((name) => (
        <Box key={name} component="li" sx={{ display: "grid" }}>
          <Figure {...FIGURES[name]} value={accounts[name]} />
        </Box>
      ))}
    </Box>
  );
}

interface FigureProps {
  label: MessageKey;
  value: number;
  /** The accounts that it counts. */
  of: AccountFilter;
  color: "success" | "warning" | "error" | "disabled";
  Icon: ComponentType<SvgIconProps>;
}

function Figure({ label, value, of, color, Icon }: FigureProps) {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Box component={Link} to={accountsUrl(of)} sx={FIGURE}>
      <Typography component="span" sx={{ fontSize: "1.625rem", fontWeight: 650, lineHeight: 1.2 }}>
        {format.accountCount(value)}
      </Typography>
      <Box component="span" sx={{ alignItems: "center", color: "text.secondary", display: "flex", gap: 0.75 }}>
        <Icon fontSize="small" color={value > 0 ? color : "disabled"} />
        <Typography component="span" variant="body2">
          {translate(label)}
        </Typography>
      </Box>
    </Box>
  );
}

type Figures = Record<Exclude<keyof HomeStatus["accounts"], "accountCount" | "lastSyncAt">, Omit<FigureProps, "value">>;

const FIGURES: Figures = {
  healthy: { label: "darkroom.ui.health.HEALTHY", of: { health: ["HEALTHY"] }, color: "success", Icon: HealthyIcon },
  due: { label: "darkroom.ui.health.DUE", of: { health: ["DUE"] }, color: "success", Icon: DueIcon },
  expiring: {
    label: "darkroom.ui.health.EXPIRING",
    of: { health: ["EXPIRING"] },
    color: "warning",
    Icon: ExpiringIcon,
  },
  reconnectRequired: {
    label: "darkroom.home.figure.reconnect_required",
    of: { status: ["RECONNECT_REQUIRED"] },
    color: "error",
    Icon: BrokenIcon,
  },
  stale: { label: "darkroom.home.figure.stale", of: { stale: true }, color: "warning", Icon: StaleIcon },
  paused: { label: "darkroom.home.figure.paused", of: { status: ["PAUSED"] }, color: "disabled", Icon: PausedIcon },
};
const NAMES = Object.keys(FIGURES) as (keyof Figures)[];

const GRID = {
  display: "grid",
  gap: 1,
  gridTemplateColumns: {
    xs: "repeat(2, minmax(0, 1fr))",
    sm: "repeat(3, minmax(0, 1fr))",
    lg: "repeat(6, minmax(0, 1fr))",
  },
  listStyle: "none",
  m: 0,
  p: 0,
};
const FIGURE = {
  border: 1,
  borderColor: "divider",
  borderRadius: 1,
  color: "inherit",
  display: "grid",
  gridTemplateRows: "auto 1fr",
  minHeight: 88,
  px: 1.5,
  py: 1.25,
  textDecoration: "none",
  "&:hover": { borderColor: "primary.main" },
  "&:focus-visible": { outline: "3px solid", outlineColor: "primary.main", outlineOffset: 2 },
};

export type HomeStatus = NonNullable<HomeStatusQuery["status"]>;

/** How all accounts and what they depend on are, in numbers; each leads to what it counts. */
export function StatusStrip({ status }: { status: HomeStatus | null }) {
  const translate = useTranslate();
  return (
    <Panel title={translate("darkroom.home.overview")}>
      {status ? (
        <>
          <StatusFigures accounts={status.accounts} />
          <StatusFacts status={status} />
        </>
      ) : (
        <Box aria-busy="true" sx={{ display: "grid", gap: 2 }}>
          <Skeleton variant="rounded" sx={{ height: { xs: 285, sm: 189, lg: 93 } }} />
          <Skeleton variant="rounded" sx={{ height: { xs: 196, sm: 144, lg: 40 } }} />
        </Box>
      )}
    </Panel>
  );
}
