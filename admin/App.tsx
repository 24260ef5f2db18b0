import { lazy, useMemo } from "react";
import { Admin, CustomRoutes, type I18nProvider, Resource } from "react-admin";
import { BrowserRouter, Route } from "react-router-dom";
import { authProvider } from "./auth-provider.js";
import { dataProvider } from "./data-provider.js";
import { HomePage } from "./home/HomePage.js";
import { store } from "./i18n/store.js";
import { Layout } from "./layout/Layout.js";
import { createQueryClient } from "./query-client.js";
import { SignInPage } from "./sign-in/SignInPage.js";
import { DARK_THEME, LIGHT_THEME } from "./theme.js";

// Each page is loaded when it is first opened; the home page comes with the first load.
const AccountList = lazy(async () => ({ default: (await import("./accounts/AccountList.js")).AccountList }));
const AccountPage = lazy(async () => ({ default: (await import("./accounts/AccountPage.js")).AccountPage }));
const ActivityPage = lazy(async () => ({ default: (await import("./activity/ActivityPage.js")).ActivityPage }));
const ConnectPage = lazy(async () => ({ default: (await import("./connect/ConnectPage.js")).ConnectPage }));
const ErasuresPage = lazy(async () => ({ default: (await import("./erasures/ErasuresPage.js")).ErasuresPage }));
const JobsPage = lazy(async () => ({ default: (await import("./jobs/JobsPage.js")).JobsPage }));
const KeyList = lazy(async () => ({ default: (await import("./keys/KeyList.js")).KeyList }));
const OperatorList = lazy(async () => ({ default: (await import("./operators/OperatorList.js")).OperatorList }));
const SettingsPage = lazy(async () => ({ default: (await import("./settings/SettingsPage.js")).SettingsPage }));

/** The dashboard, below /admin/. */
export function App({ i18nProvider }: { i18nProvider: I18nProvider }) {
  const queryClient = useMemo(createQueryClient, []);
  return (
    <BrowserRouter basename="/admin">
      <Admin
        authProvider={authProvider}
        dataProvider={dataProvider}
        darkTheme={DARK_THEME}
        dashboard={HomePage}
        disableTelemetry
        i18nProvider={i18nProvider}
        layout={Layout}
        loginPage={SignInPage}
        queryClient={queryClient}
        requireAuth
        store={store}
        theme={LIGHT_THEME}
        title="Darkroom"
      >
        <Resource name="accounts" list={AccountList} show={AccountPage} recordRepresentation="username" />
        <Resource name="keys" list={KeyList} />
        <Resource name="operators" list={OperatorList} />
        <Resource name="events" list={ActivityPage} />
        <Resource name="jobs" list={JobsPage} />
        <CustomRoutes>
          <Route path="/erasures" element={<ErasuresPage />} />
          <Route path="/connect" element={<ConnectPage />} />
          <Route path="/settings" element={<SettingsPage />} />
        </CustomRoutes>
      </Admin>
    </BrowserRouter>
  );
}
