import { DAY_MS } from "../../lib/clock.js";
import { html } from "../../lib/html.js";
import type { PrivacyFacts, PrivacyText, Section } from "./privacy-text.js";

const UNITS = {
  year: ["Jahr", "Jahre"],
  day: ["Tag", "Tage"],
  hour: ["Stunde", "Stunden"],
  minute: ["Minute", "Minuten"],
} as const;

export const PRIVACY_DE: PrivacyText = {
  title: "Datenschutz",
  other: { label: "In English", language: "en" },
  added: "Vom Betreiber",
  columns: ["Was", "Wozu", "Wie lange"],
  duration: (count, unit) => `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`,
  sections: (facts) => [
    responsible(facts),
    purpose(facts),
    stored(facts),
    place(facts),
    visitors(facts),
    rights(facts),
  ],
  account: ({ keepVideos }) => [
    [
      "Ihr Zugangstoken von Instagram, verschlüsselt; seine Daten und Berechtigungen",
      "um Profil und Beiträge zu lesen; niemand sieht es, auch der Betreiber nicht",
      "bis das Konto getrennt oder gelöscht wird; es wird etwa alle 30 Tage erneuert und gilt ohne Erneuerung 60 Tage",
    ],
    [
      "Instagrams Kennungen Ihres Kontos, Benutzername, Name, Biografie, Website, Kontoart, Zahl der Follower, der abonnierten Konten und der Beiträge",
      "um Ihr Profil zu zeigen",
      "solange das Konto verbunden ist; bei jedem Abgleich aktualisiert",
    ],
    [
      "Ihre Beiträge: Text, Hashtags, erwähnte Namen, Zeit, Link, Alternativtext, Zahl der Likes und Kommentare",
      "um Ihre Beiträge zu zeigen",
      "bis Sie den Beitrag bei Instagram entfernen oder das Konto getrennt oder gelöscht wird",
    ],
    [
      keepVideos
        ? "Kopien Ihrer Bilder und Videos"
        : "Kopien Ihrer Bilder; Videos werden durchgereicht und nicht gespeichert",
      "damit sie zuverlässig laden",
      "wie der Beitrag selbst; die Dateien folgen in Minuten, Zwischenspeicher vergessen sie in einem Tag",
    ],
    [
      "Kennung, Schlagworte und Notizen, die der Betreiber zum Konto schreibt",
      "um es unter anderen zu finden",
      "bis er sie ändert oder das Konto getrennt oder gelöscht wird",
    ],
    [
      "Personen, die den Server betreiben: E-Mail-Adresse und ein Hash des Passworts",
      "zur Anmeldung",
      "bis die Person entfernt wird",
    ],
  ],
  retained: {
    "audit log entries": [
      "Was mit welchem Konto geschah, mit eigenen Kennungen dieses Servers; keine Namen",
      "um Fehler zu klären",
    ],
    syncs: ["Wann ein Konto abgeglichen wurde, mit Zahlen und Fehlern", "um Fehler zu finden"],
    "daily counts": ["Zahl der Abgleiche und Erneuerungen je Tag; nichts über Personen", "um den Zustand zu sehen"],
    "bulk jobs": [
      "Arbeiten an vielen Konten, mit eigenen Kennungen dieses Servers",
      "um ihren Fortschritt zu verfolgen",
    ],
    "last runs of former jobs": ["Wann eine Aufgabe des Servers lief; nichts über Personen", "um den Zustand zu sehen"],
    "tombstones of posts": [
      "Von einem entfernten Beitrag Kennung, Art, Zeit und Zahlen; kein Text und kein Bild",
      "damit Listen weitergehen",
    ],
    "OAuth states": ["Eine begonnene Verbindung oder Anmeldung, als Hash", "um sie vor Fremden zu schützen"],
    sessions: ["Sitzungen der Betreiber, als Hash", "um angemeldet zu bleiben"],
    "owners' sessions": ["Ihre Anmeldung mit Instagram, als Hash", "um angemeldet zu bleiben"],
    "failed sign-ins": [
      "Gescheiterte Anmeldungen der Betreiber: ein Hash aus Adresse und E-Mail",
      "gegen das Erraten von Passwörtern",
    ],
    alerts: ["Störungen eines Kontos oder des Servers", "um die Betreiber zu benachrichtigen"],
    "alert deliveries": ["Wann eine solche Nachricht gesendet wurde, ohne ihren Text", "um die Zustellung zu prüfen"],
    "receipts of erasures": ["Dass ein Konto gelöscht wurde, wann und warum; kein Name", "als Nachweis"],
    "empty erasure requests": ["Löschanträge zu Konten, die es hier nicht gibt; kein Name", "um sie zu beantworten"],
  },
};

function responsible({ contact, mode }: PrivacyFacts): Section {
  const { name, email } = contact;
  const mail = email && html`<p>E-Mail: <a href="mailto:${email}">${email}</a></p>`;
  return {
    heading: "Verantwortlich",
    body: [
      name ?? "Der Betreiber dieses Servers hat noch keinen Namen eingetragen (Einstellung CONTACT_NAME).",
      ...(mail ? [mail] : []),
      ...(mode === "sandbox" ? ["Dieser Server läuft im Sandbox-Betrieb: Seine Instagram-Konten sind erfunden."] : []),
    ],
  };
}

function purpose({ publicRead }: PrivacyFacts): Section {
  return {
    heading: "Was dieser Server tut",
    body: [
      "Er zeigt Beiträge von Instagram-Konten auf Websites und in Apps. Er liest nur Konten, deren Inhaber auf Instagrams eigener Seite zugestimmt haben, und nur mit der Berechtigung instagram_business_basic: Profil und Beiträge. Er veröffentlicht nichts, sendet keine Nachrichten und liest keine.",
      publicRead
        ? "Das Profil, die Beiträge und die Bilder, die er speichert, darf jeder lesen."
        : "Der Betreiber entscheidet, welche Websites und Apps das Profil, die Beiträge und die Bilder lesen dürfen. Bilder haben Adressen, die sich nicht erraten lassen; wer eine kennt, kann das Bild laden.",
      "Nichts wird verkauft, für Werbung genutzt oder an andere gegeben. Erwähnte Personen und Mitwirkende erscheinen nur, soweit ein Beitrag sie nennt.",
    ],
  };
}

function stored({ eraseBrokenAfterMs }: PrivacyFacts): Section {
  const days = Math.round((eraseBrokenAfterMs ?? 0) / DAY_MS);
  const retention = `Geht der Zugang verloren und wird das Konto nicht binnen ${days} Tagen neu verbunden, wird alles davon gelöscht.`;
  return { heading: "Was gespeichert wird, und wie lange", body: ["TABLE", ...(days > 0 ? [retention] : [])] };
}

function place({ publicUrl, isBucket, alertWebhook, alertMail }: PrivacyFacts): Section {
  const channels = [alertWebhook && "an einen Webhook des Betreibers", alertMail && "per E-Mail an die Betreiber"];
  const ways = channels.filter(Boolean).join(" und ");
  return {
    heading: "Wo",
    body: [
      `In der Datenbank dieses Servers (${publicUrl}), die Kopien der Bilder ${isBucket ? "bei einem Speicherdienst, den der Betreiber gemietet hat" : "auf seiner Festplatte"}. Sicherungen des Betreibers enthalten dasselbe, mit verschlüsselten Token; eine Löschung wird wiederholt, wenn eine davon eingespielt wird.`,
      "Er fragt Ihr Profil und Ihre Beiträge mit Ihrem Zugangstoken bei Instagram (Meta Platforms) ab. Über Besucher sendet er nichts dorthin.",
      ...(ways === "" ? [] : [`Wenn ein Konto Aufmerksamkeit braucht, wird sein Name ${ways} gesendet.`]),
    ],
  };
}

function visitors({ instagramLogin }: PrivacyFacts): Section {
  return {
    heading: "Besucher und Cookies",
    body: [
      "Über Menschen, die nur Seiten oder Beiträge ansehen, wird nichts gespeichert. Das Protokoll enthält Methode, Art der Seite, Ergebnis und Zeit, aber keine Netzadresse. Gegen Überflutung werden Anfragen je Netzadresse gezählt, im Arbeitsspeicher, höchstens eine Stunde; nur eine Adresse, die Hunderte Verbindungen öffnet, wird protokolliert. Es gibt keine Tracker, und nichts wird von anderen Servern geladen.",
      html`<ul>
<li><code>darkroom_browser</code>, <code>darkroom_invite</code>: wenn Sie beginnen, ein Konto zu verbinden; eine Stunde</li>
${instagramLogin && html`<li><code>darkroom_owner</code>: wenn Sie sich mit Instagram anmelden; sieben Tage</li>`}
<li><code>darkroom_session</code>: wenn sich ein Betreiber anmeldet; 30 Tage</li>
</ul>`,
    ],
  };
}

function rights({ instagramLogin, contact }: PrivacyFacts): Section {
  const ask = contact.email === null ? "Fragen Sie den Betreiber" : `Schreiben Sie an ${contact.email}`;
  return {
    heading: "Ihre Rechte",
    body: [
      instagramLogin
        ? html`<ul>
<li><a href="/me">Ansehen und herunterladen</a>, was zu Ihrem Konto gespeichert ist, als ein Archiv.</li>
<li>Ihr Konto <a href="/me/disconnect">trennen</a>: Der Zugang und alle Daten werden gelöscht.</li>
<li><a href="/me/delete">Ihre Daten löschen</a>, mit einem Code und einer Seite, die sagt, was geschehen ist.</li>
</ul>`
        : `${ask}, um zu sehen, zu berichtigen, herunterzuladen oder zu löschen, was zu Ihrem Konto gespeichert ist.`,
      "Bei Instagram können Sie unter Einstellungen, Website-Berechtigungen, Apps und Websites die App entfernen. Dann vergisst dieser Server seinen Zugang. Dort können Sie auch verlangen, dass Ihre Daten gelöscht werden; Sie erhalten die Adresse einer Seite, die sagt, was geschehen ist.",
      `${ask}, wenn Sie weitere Fragen haben. Sie können sich auch bei der Datenschutzbehörde Ihres Landes beschweren.`,
    ],
  };
}
