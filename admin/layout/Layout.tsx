import type { ReactNode } from "react";
import { Layout as AdminLayout } from "react-admin";
import { useGraphqlQuery } from "../data-provider/use-graphql-query.js";
import { LayoutStatusDocument } from "../gql/graphql.js";
import { ServerClock } from "../ui/server-clock.js";
import { ErrorPage } from "./ErrorPage.js";
import { Menu } from "./Menu.js";
import { NewVersionLine } from "./NewVersionLine.js";
import { OfflineBanner } from "./OfflineBanner.js";
import { OpenOverlay, Overlays } from "./overlays.js";
import { SpinnerLabel } from "./SpinnerLabel.js";
import { TopBar } from "./TopBar.js";

/** What every page stands in: the bar, the menu and the server's clock. */
export function Layout({ children }: { children: ReactNode }) {
  const { data } = useGraphqlQuery("layout", LayoutStatusDocument);
  return (
    <ServerClock serverNow={data?.status?.now}>
      <SpinnerLabel>
        <Overlays>
          <AdminLayout appBar={TopBar} error={ErrorPage} menu={Menu} sx={WIDE}>
            <OfflineBanner />
            <NewVersionLine />
            {children}
            <OpenOverlay />
          </AdminLayout>
        </Overlays>
      </SpinnerLabel>
    </ServerClock>
  );
}

const WIDE = { "& .RaLayout-content": { minWidth: 0, px: { xs: 1.5, md: 3 }, pb: 6 } };
