import type { connect as English } from "../en/connect.js";

export const connect: typeof English = {
  heading: "Verbinden Sie Ihr Instagram-Konto",
  headingOf: (username) => `@${username} verbinden`,
  text: "Sie werden gebeten, Ihr Instagram-Konto zu verbinden, damit seine Beiträge anderswo gezeigt werden können, etwa auf einer Website.",
  next: "Instagram bittet Sie, sich anzumelden und zuzustimmen. Danach liest dieser Server Ihr Profil und Ihre Beiträge. Er kann nichts veröffentlichen, nicht kommentieren und keine Nachrichten senden, und Ihr Passwort sieht er nie.",
  asks: "Wer darum bittet:",
  button: "Weiter zu Instagram",
};
