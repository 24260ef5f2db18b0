import type * as English from "../en/connect.js";

export const texts: typeof English.texts = {
  title: "Verbinden",
  yourself: {
    title: "Selbst ein Konto verbinden",
    other_address:
      "Instagram leitet an eine andere Adresse zurück als die dieser Seite. Verbinden Sie das Konto von hier aus:",
    intro:
      "Sie müssen bei Instagram als Inhaber des Kontos angemeldet sein oder sich so anmelden können. Bevor Sie beginnen:",
    checks: "Bevor Sie beginnen",
    professional: "Es ist ein professionelles Konto",
    professional_help:
      "Unternehmen oder Creator. In der Instagram-App: Einstellungen, Kontoart und Tools, Zu professionellem Konto wechseln. Das ist kostenlos.",
    tester: "Es darf die App benutzen",
    tester_help:
      "Solange die Meta-App in Entwicklung ist, fügen Sie das Konto im Dashboard von Meta unter App-Rollen, Rollen, Instagram-Tester hinzu. Der Inhaber nimmt unter instagram.com/accounts/manage_access im Reiter „Tester-Einladungen“ an. Sonst meldet Instagram „Insufficient developer role“.",
    redirect: "Meta kennt die Rückleitungsadresse",
    redirect_help:
      "Die erste Adresse unter „Adressen für Meta“ muss in den Einstellungen der App genau so stehen wie hier, mit allen Schrägstrichen.",
    start: "Mit Instagram verbinden",
    sandbox:
      "Dieser Server nutzt die Sandbox, ein nachgebautes Instagram; all das ist noch nicht nötig. Auf der nächsten Seite wählen Sie ein Testkonto: Beginnen Sie mit @bakery; @hobby ist ein privates Konto und wird wie bei Instagram abgelehnt. Für das echte Instagram setzen Sie `INSTAGRAM_APP_ID` und `INSTAGRAM_APP_SECRET`.",
  },
  token: {
    title: "Token einfügen",
    intro:
      "Importiert ein langlebiges Token, zum Beispiel aus dem App-Dashboard von Meta. Es wird sofort verschlüsselt und nie wieder angezeigt.",
    token: "Zugriffstoken",
    token_missing: "Fügen Sie das Token ein.",
    reference: "Referenz",
    reference_help: "Kennung oder Name des Kontos in Ihren eigenen Systemen (freiwillig).",
    import: "Konto importieren",
    imported: "@%{username} ist verbunden.",
    see: "@%{username} ansehen",
  },
  meta: {
    title: "Adressen für Meta",
    check: "Adressen prüfen",
    intro:
      "Im App-Dashboard von Meta: API setup with Instagram login, Set up Instagram business login, Business login settings. Fügen Sie die Adressen genau so ein, wie sie hier stehen, und sehen Sie nach, ob das Dashboard einen Schrägstrich angehängt hat.",
    copy: "%{name} kopieren",
    responds: "Sie antwortet.",
    privacy: "Datenschutzseite lesen",
    privacy_help:
      "Sie nennt, was dieser Server speichert, aus seinen Einstellungen. Setzen Sie CONTACT_NAME und CONTACT_EMAIL, damit sie Sie nennt.",
  },
};
