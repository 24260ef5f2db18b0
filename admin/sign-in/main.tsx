import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { SignInMessages } from "../i18n/en/sign-in-page.js";
import { initialLocale, type Locale } from "../i18n/languages.js";
import { SIGN_IN_MESSAGES } from "../i18n/sign-in-messages.js";
import { send } from "../lib/request.js";
import { readStoredItem, writeStoredItem } from "../lib/stored-item.js";
import { createTranslate } from "./create-translate.js";
import { downloadDashboard, openDashboard } from "./open-dashboard.js";
import type { Credentials } from "./SignInForm.js";
import { SignInPage } from "./SignInPage.js";

const element = document.getElementById("sign-in");
if (!element) throw new Error("index.html has no #sign-in");

const locale = initialLocale(readStoredItem("locale"), navigator.languages);
const messages = await SIGN_IN_MESSAGES[locale]();
document.documentElement.lang = locale;
const root = createRoot(element);
root.render(
  <StrictMode>
    <SignIn first={{ locale, messages }} />
  </StrictMode>,
);

interface Language {
  locale: Locale;
  messages: SignInMessages;
}

/** What the server sends to a browser without a session: the sign-in page alone, which loads the dashboard meanwhile. */
function SignIn({ first }: { first: Language }) {
  const [{ locale, messages }, setLanguage] = useState(first);
  useEffect(downloadDashboard, []);

  async function onLocale(locale: Locale) {
    setLanguage({ locale, messages: await SIGN_IN_MESSAGES[locale]() });
    document.documentElement.lang = locale;
    writeStoredItem("locale", locale);
  }
  return <SignInPage translate={createTranslate(messages)} locale={locale} onLocale={onLocale} onSignIn={onSignIn} />;
}

async function onSignIn(credentials: Credentials): Promise<void> {
  await openDashboard(send("/auth/sign-in", credentials));
  root.unmount();
}
