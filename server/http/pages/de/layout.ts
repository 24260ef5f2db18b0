import type * as English from "../en/layout.js";

export const layout: typeof English.layout = {
  skip: "Zum Inhalt",
  docs: "Dokumentation",
  privacy: "Datenschutz",
  noPicture: "Kein Bild",
};
