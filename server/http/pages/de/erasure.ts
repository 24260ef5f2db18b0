import type * as English from "../en/erasure.js";

export const erasure: typeof English.erasure = {
  test: {
    heading: "Dies war ein Test",
    text: "Jemand hat die Adresse für Löschanfragen getestet. Nichts wurde gelöscht.",
  },
  unknown: {
    heading: "Diesen Code gibt es hier nicht",
    text: "Keine Löschanfrage auf diesem Server hat diesen Code, oder sie ist älter als drei Jahre.",
    nextStep: "Prüfen Sie, ob die Adresse vollständig ist.",
  },
  states: {
    PENDING: {
      heading: "Die Daten werden gelöscht",
      text: () =>
        "Dieser Server hat die Anfrage und löscht die Daten so bald wie möglich, meist innerhalb einer Minute. Öffnen Sie diese Seite noch einmal, um zu sehen, wann es erledigt ist.",
    },
    ERASED: {
      heading: "Die Daten sind gelöscht, die letzten Dateien folgen",
      text: () =>
        "Der Zugang zu Instagram, das Profil und die Beiträge sind gelöscht, und kein Bild ist mehr erreichbar. Die Dateien der Bilder werden gerade gelöscht.",
    },
    DONE: {
      heading: "Die Daten sind gelöscht",
      text: () =>
        "Alles, was dieser Server von dem Konto gespeichert hatte, ist gelöscht, auch die Dateien. Dieser Beleg bleibt; er sagt nicht, wessen Daten es waren.",
    },
    NOT_FOUND: {
      heading: "Es gab nichts zu löschen",
      text: () => "Dieser Server hatte keine Daten der Person gespeichert, die die Anfrage nennt.",
    },
    AMBIGUOUS: {
      heading: "Die Daten sind noch nicht gelöscht",
      text: (contact) =>
        `Die Anfrage nennt eine Kennung, die mehr als ein Konto auf diesem Server hat; deshalb wurde nichts gelöscht. Das richtige Konto löschen: ${contact}.`,
    },
  },
  requested: "Angefragt",
  erased: "Gelöscht",
  finished: "Abgeschlossen",
  kinds: {
    ACCOUNTS: "Profile",
    TOKENS: "Zugriffstokens",
    POSTS: "Beiträge und Teile von Alben",
    PICTURES: "Adressen von Bildern und Videos",
    FILES: "Dateien",
    SYNC_RUNS: "Aufzeichnungen von Abgleichen",
    ALERTS: "Meldungen",
    MESSAGES: "Erwähnungen in wartenden Nachrichten",
    CONNECT_LINKS: "Verbindungslinks",
    OAUTH_STATES: "Begonnene Verbindungen",
    KEY_GRANTS: "Berechtigungen von Websites",
    JOB_ITEMS: "Einträge von Sammelaufträgen",
    AUDIT_DETAILS: "Einzelheiten im Protokoll",
  },
};
