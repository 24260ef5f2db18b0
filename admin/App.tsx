import { lazy, useMemo, useState } from "react";
import { Admin, CustomRoutes, type I18nProvider, Resource } from "react-admin";
import { createBrowserRouter, Navigate, Route, RouterProvider } from "react-router-dom";
import { accounts } from "./accounts/index.js";
import { events } from "./activity/index.js";
import { authProvider } from "./auth-provider.js";
import { dataProvider } from "./data-provider.js";
import { erasures } from "./erasures/index.js";
import { feeds } from "./feeds/index.js";
import { HomePage } from "./home/HomePage.js";
import { store } from "./i18n/store.js";
import { jobs } from "./jobs/index.js";
import { apiKeys } from "./keys/index.js";
import { Layout } from "./layout/Layout.js";
import { LoadingPage } from "./layout/SpinnerLabel.js";
import { connectLinks } from "./links/index.js";
import { operators } from "./operators/index.js";
import { createQueryClient } from "./query-client.js";
import { alertDeliveries } from "./settings/index.js";
import { LoginPage } from "./sign-in/LoginPage.js";
import { DARK_THEME, LIGHT_THEME } from "./theme.js";

// Each page is loaded when it is first opened; the home page comes with the first load.
const ConnectPage = lazy(async () => ({ default: (await import("./connect/ConnectPage.js")).ConnectPage }));
const SettingsPage = lazy(async () => ({ default: (await import("./settings/SettingsPage.js")).SettingsPage }));
const StatesPage = lazy(async () => ({ default: (await import("./states/StatesPage.js")).StatesPage }));

/** The dashboard, below /admin/. Only a router of this kind can ask before a page is left. */
export function App(props: DashboardProps) {
  const [router] = useState(() =>
    createBrowserRouter([{ path: "*", element: <Dashboard {...props} /> }], { basename: "/admin" }),
  );
  return <RouterProvider router={router} />;
}

interface DashboardProps {
  i18nProvider: I18nProvider;
}

function Dashboard({ i18nProvider }: DashboardProps) {
  const queryClient = useMemo(createQueryClient, []);
  return (
    <Admin
      authProvider={authProvider}
      dataProvider={dataProvider}
      darkTheme={DARK_THEME}
      dashboard={HomePage}
      disableTelemetry
      i18nProvider={i18nProvider}
      layout={Layout}
      loading={LoadingPage}
      loginPage={LoginPage}
      queryClient={queryClient}
      requireAuth
      store={store}
      theme={LIGHT_THEME}
      title="Darkroom"
    >
      <Resource {...accounts} />
      <Resource {...feeds} />
      <Resource {...apiKeys} />
      <Resource {...connectLinks} />
      <Resource {...operators} />
      <Resource {...events} />
      <Resource {...jobs} />
      <Resource {...alertDeliveries} />
      <Resource {...erasures} />
      <CustomRoutes>
        <Route path="/connect" element={<ConnectPage />} />
        <Route path="/settings" element={<SettingsPage />} />
        <Route path="/states" element={<StatesPage />} />
        {/* The address before the resource had the API's name. */}
        <Route path="/keys" element={<Navigate to="/apiKeys" replace />} />
      </CustomRoutes>
    </Admin>
  );
}
