import { Notification, useLocaleState, useLogin } from "react-admin";
import type { Locale } from "../i18n/languages.js";
import { useTranslate } from "../i18n/use-translate.js";
import { SignInPage } from "./SignInPage.js";

/** The sign-in page once the dashboard is loaded: where a session ends. */
export function LoginPage() {
  const [locale, setLocale] = useLocaleState();
  return (
    <>
      <SignInPage translate={useTranslate()} locale={locale as Locale} onLocale={setLocale} onSignIn={useLogin()} />
      <Notification />
    </>
  );
}
