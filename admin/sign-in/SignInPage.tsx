import type { CSSProperties } from "react";
import { BRAND, PALETTE } from "../brand.js";
import { LANGUAGES, type Locale } from "../i18n/languages.js";
import type { Translate } from "../i18n/use-translate.js";
import { InlineCode } from "../ui/InlineCode.js";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { Icon } from "./Icon.js";
import { type Credentials, SignInForm } from "./SignInForm.js";
import "./sign-in.css";
import { useColorMode } from "./use-color-mode.js";

export interface SignInPageProps {
  translate: Translate;
  locale: Locale;
  onLocale(locale: Locale): void;
  /** Shows what was asked for when the session has begun; throws what the server refuses. */
  onSignIn(credentials: Credentials): Promise<unknown>;
}

/**
 * E-mail and password; why one is here and what the server refuses is said above the fields. Without MUI and react-admin,
 * so that it can be there before they are loaded.
 */
export function SignInPage({ translate, locale, onLocale, onSignIn }: SignInPageProps) {
  useDocumentTitle(translate("darkroom.signIn.title"));
  const mode = useColorMode();
  return (
    <main className={`sign-in sign-in-${mode}`} style={{ colorScheme: mode, ...PROPERTIES[mode] }}>
      <div className="sign-in-card">
        <a className="sign-in-name" href="/">
          <img src={BRAND.markUrl} alt="" width="36" height="36" />
          {BRAND.name}
        </a>
        <h1>{translate("darkroom.signIn.title")}</h1>
        <SignInForm translate={translate} onSignIn={onSignIn} />
        <p className="sign-in-note">
          <InlineCode text={translate("darkroom.signIn.no_password")} />
        </p>
        <div className="sign-in-language">
          <Icon name="language" />
          <select
            aria-label={translate("darkroom.signIn.language")}
            value={locale}
            onChange={(event) => onLocale(event.target.value as Locale)}
          >
            {Object.entries(LANGUAGES).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
          <Icon name="expand" />
        </div>
      </div>
    </main>
  );
}

/** The palette as CSS custom properties, such as --accent-ink. */
const PROPERTIES = { light: propertiesOf(PALETTE.light), dark: propertiesOf(PALETTE.dark) };

function propertiesOf(palette: Readonly<Record<string, string>>): CSSProperties {
  const name = (colour: string) => `--${colour.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return Object.fromEntries(Object.entries(palette).map(([colour, value]) => [name(colour), value]));
}
