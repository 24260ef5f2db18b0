import type { settingMeanings as English } from "../en/server-texts.js";

export const settingMeanings: typeof English = {
  PORT: "der Port, auf dem der Server lauscht",
  HOST: "die Adresse, auf der er lauscht; `0.0.0.0` für alle Schnittstellen",
  PUBLIC_URL: "die öffentliche Adresse des Servers, ohne Pfad; im Echtbetrieb mit https, außer auf localhost",
  TRUST_PROXY: "die Proxys, deren `X-Forwarded-*`-Kopfzeilen gelten: `loopback`, Adressen und Netze, oder `off`",
  DATABASE_URL: "Postgres 15 oder neuer; nicht gesetzt: das eingebaute Postgres mit seinen Dateien in `DATA_DIR`",
  DATABASE_DIRECT_URL:
    "dieselbe Datenbank ohne den Pooler, wenn `DATABASE_URL` zu einem wie PgBouncer führt; für Migrationen und Nachrichten zwischen Prozessen",
  DATABASE_REPLICA_URL:
    "eine Kopie dieser Datenbank durch Streaming-Replikation: Profile und Beiträge werden dort gelesen, solange sie Schritt hält",
  DATABASE_REPLICA_LAG: "wie alt sein darf, was die Kopie zeigt; darüber wird `DATABASE_URL` gelesen",
  DATA_DIR: "die eingebaute Datenbank, erzeugte Geheimnisse und der Zustand der Sandbox",
  SECRET_KEYS:
    "Liste von `id:base64-of-32-bytes` mit Kommas: Der erste verschlüsselt, alle entschlüsseln; nicht gesetzt: mit dem eingebauten Postgres einmal in `DATA_DIR` erzeugt",
  INSTAGRAM_APP_ID: "die ID der *Instagram*-App (nicht der Facebook-App); ohne sie und das Geheimnis: Sandbox",
  INSTAGRAM_APP_SECRET: "das Geheimnis der *Instagram*-App",
  INSTAGRAM_APP_SECRETS_OLD:
    "Liste weiterer Geheimnisse mit Kommas, mit denen Metas Rückrufe signiert sein können, in dieser Reihenfolge versucht",
  INSTAGRAM_AUTHORIZE_URL: "Instagrams Zustimmungsseite",
  INSTAGRAM_API_URL: "die Adresse für den Tausch des Codes",
  INSTAGRAM_GRAPH_URL: "die Adresse für alle anderen Aufrufe",
  INSTAGRAM_CDN_HOSTS: "die Hosts, von denen Bilder geholt werden dürfen, neben den drei Adressen darüber",
  INSTAGRAM_GRAPH_VERSION: "die Version von Instagrams API",
  HTTPS_PROXY:
    "der Proxy für ausgehende https-Aufrufe an Instagram, Bilder, einen Webhook oder einen Bucket; `https_proxy` geht auch",
  HTTP_PROXY: "dasselbe für http",
  NO_PROXY: "Liste der Hosts mit Kommas, die ohne Proxy aufgerufen werden; `.example.com` meint alle Subdomains",
  OPEN_CONNECT: "ob jeder ein eigenes Konto verbinden darf; off: nur Betreiber",
  CONNECT_PAGE:
    "ob ein Verbindungslink zuerst eine Seite mit `CONTACT_NAME` und Ihren Worten zeigt, deren Knopf zu Instagram weiterführt",
  CONNECT_TEXT: "Ihre Worte auf dieser Seite, in der Sprache Ihrer Kontoinhaber; eine leere Zeile trennt Absätze",
  INSTAGRAM_LOGIN:
    "ob sich Inhaber verbundener Konten unter `/login` mit Instagram anmelden dürfen, um ihre Daten zu sehen, herunterzuladen und zu löschen",
  CONTACT_NAME:
    "wer diesen Server betreibt, wie `/privacy` und die Anmeldeseiten es nennen: eine Person oder Firma, am besten mit Anschrift",
  CONTACT_EMAIL: "die E-Mail-Adresse für Fragen zum Datenschutz, auf denselben Seiten",
  REDIRECT_URIS:
    "Liste der Redirect-URIs mit Kommas, die `startConnect` und `connectAccount` annehmen, Zeichen für Zeichen",
  ALLOWED_ORIGINS: "Liste der Origins mit Kommas, deren Seiten mit Cookies aufrufen dürfen",
  OPERATOR_EMAIL:
    "die E-Mail-Adresse des ersten Betreibers, zusammen mit `OPERATOR_PASSWORD`; ein vorhandener Betreiber bleibt, wie er ist, ein entfernter kommt nicht wieder",
  OPERATOR_PASSWORD: "das Passwort des ersten Betreibers, mindestens 8 Zeichen",
  OPERATOR_TOKEN:
    "mindestens 32 Zeichen; Anfragen mit diesem `Authorization: Bearer`-Token handeln als Betreiber (für Skripte)",
  PUBLIC_READ: "ob Anfragen ohne Anmeldung öffentliche Felder lesen dürfen",
  RATE_LIMIT:
    "die Anfragen je Adresse (IPv6: je /64) ohne Anmeldung oder mit einem öffentlichen Schlüssel: eine Zahl und `/s`, `/m` oder `/h`; `off`: keine Grenze",
  RATE_LIMIT_KEYS: "die Anfragen je geheimem Schlüssel und je Betreiber; `off`: keine Grenze",
  SYNC_EVERY: "wie oft Profil und neueste Beiträge eines Kontos abgeglichen werden",
  SWEEP_EVERY: "wie oft alle Beiträge eines Kontos abgeglichen werden",
  REFRESH_CHECK_EVERY: "wie oft der Server nach fälligen Tokens sieht",
  KEEP_VIDEOS: "`on`: Auch Videos werden kopiert, nicht nur Bilder und Standbilder",
  FILES_URL:
    "ein S3-kompatibler Speicher für die Kopien der Bilder: `s3://KEY:SECRET@host/bucket/prefix`; nicht gesetzt: ein Ordner in `DATA_DIR`",
  FILES_MAX_BYTES:
    "die Obergrenze für Kopien, wie `50G`: Darüber werden erst verkleinerte Fassungen gelöscht, dann endet das Kopieren",
  EVENTS_KEEP: "wie lange das Aktivitätsprotokoll gespeichert wird",
  ERASE_BROKEN_AFTER:
    "löscht ein Konto, mit Beleg, dessen Token so lange abgelaufen oder widerrufen ist, von `1d` bis `3650d`; `off`: nie",
  METRICS_TOKEN: "Anfragen mit diesem `Authorization: Bearer`-Token dürfen wie Betreiber `/metrics` lesen",
  ALERT_WEBHOOK_URL: "die Adresse, die Meldungen als signiertes JSON erhält; verlangt `ALERT_WEBHOOK_SECRET`",
  ALERT_WEBHOOK_SECRET:
    "mindestens 32 Zeichen, mit denen die Meldungen signiert werden, damit der Empfänger sie prüfen kann",
  SMTP_URL:
    "der Mailserver für Meldungen, zusammen mit `ALERT_EMAIL`: `smtp://` verlangt STARTTLS, außer mit `?tls=off` am Ende, `smtps://` nutzt TLS von Anfang an",
  ALERT_EMAIL: "Liste der Adressen mit Kommas, die Meldungen erhalten",
  ALERT_FROM: "der Absender der E-Mails",
  JOBS: "`off`: Dieser Prozess beantwortet nur Anfragen",
  RESPONSE_CACHE: "der Speicher für Antworten auf wiederholte Abfragen, je Prozess; `off`: keiner",
  QUERY_FAST_PATH: "ob Abfragen den schnellen Weg von `server/graphql/executor/` nehmen; `off`: nur graphql-js",
  INTROSPECTION:
    "wer das Schema lesen darf: `on` alle, `operators` Betreiber (und geheime Schlüssel unter `/schema.graphql` und `/docs/schema`), `off` niemand",
  LOG_LEVEL: "`trace debug info warn error silent`; JSON-Zeilen auf stdout, auf einem Terminal lesbar gesetzt",
};
