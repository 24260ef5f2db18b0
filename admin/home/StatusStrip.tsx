import { Box, Skeleton } from "@mui/material";
import type { HomeStatusQuery } from "../gql/graphql.js";
import { useTranslate } from "../i18n/use-translate.js";
import { Panel } from "../ui/Panel.js";
import { StatusFacts } from "./StatusFacts.js";
import { StatusFigures } from "./StatusFigures.js";

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
