import type { TestAccount } from "./fixtures.js";
import { hash32 } from "./seed.js";

export function writeCaption(member: TestAccount, index: number): string | null {
  const texts = CAPTIONS[member.key] ?? [];
  const chance = hash32(`${member.key} caption ${index}`);
  const text = texts[(index * 7) % Math.max(texts.length, 1)];
  if (text === undefined || chance % 15 === 0) return null;
  const tags = TAGS[member.key] ?? [];
  const tag = tags[chance % Math.max(tags.length, 1)];
  return text.replaceAll("{n}", String(index + 1)) + (tag ? `\n\n${tag}` : "");
}

const CAPTIONS: Record<string, readonly string[]> = {
  bakery: [
    "Frisch aus dem Ofen: unsere #Brötchen, noch warm. Wer zuerst kommt, frühstückt zuerst.",
    "L'#été est là ! Tarte aux abricots de @ferme.des.collines, à partager (ou pas).",
    "Drei Tage Ruhe, dann ab in die Hitze. Sauerteig kennt keine Eile. #Sauerteig #Geduld",
    "Pain de campagne, croûte épaisse, mie souple. #boulangerie #levain",
    "Montag ist Ruhetag. Dienstag ist #Zimtschnecken-Tag. 🌀",
    "Feuilletage maison : 27 couches de beurre et pas une de moins. #croissant @beurre.charente",
    "Danke an @kaffee.am.fluss für die Bohnen. Heute: Espresso und Butterkuchen. #süß",
    "Une fournée spéciale pour la #fête de la musique. Passez tôt !",
    "Roggen, Wasser, Salz. Mehr nicht. #Vollkorn #Bäckerei",
    "Le matin, 4 h 12. La ville dort, le four non. #boulanger",
    "Erdbeeren von @hof.lindenau treffen auf Vanillecreme. Nur solange der Vorrat reicht! 🍓 #Törtchen",
    "Madeleines au citron, comme à #Nancy. Servies tièdes.",
    "Unsere Laugenbrezeln haben eine neue Form bekommen. Findet ihr sie schöner? 🥨 #Brezel",
    "Brioche tressée pour dimanche. On réserve au comptoir. #brioche #dimanche",
    "Kürbiskernbrot ist zurück. Der Herbst darf kommen. #Herbst #Kürbis",
    "Galette des rois : qui aura la fève ? 👑 #épiphanie",
    "Handwerk heißt: jedes Stück ein bisschen anders. #Handwerk",
    "Les éclairs au chocolat sont sortis. Il en reste… onze. #éclair #pâtisserie",
    "Wir suchen Verstärkung in der Backstube! Schreibt uns. #Ausbildung #Bäcker:in",
  ],
  florist: [
    "First peonies of the year, and they know it. #peony #seasonal",
    "Garden roses, foxglove, a little fern. Tied this morning. #bouquet",
    "Workshop on Saturday: wreaths that last. Two seats left with @the.potting.shed 🌿 #workshop",
    "Dahlias do not do modesty. #dahlia #latesummer",
    "A table for twelve, in white and moss. #wedding #tablescape",
    "What to do with one stem: everything. #ikebana",
    "Thank you @meadowfarm for these sweet peas. #grownnotflown",
    "Ranunculus, layer upon layer upon layer. #ranunculus",
    "The week's bunch: anemone, olive, thistle. #weeklybunch",
    "Dried is not dead. 🍂 #driedflowers",
    "Tulips, French and far too long. Perfect. #tulips",
    "Green on green on green. #foliage",
    "Mimosa season is eleven days. This is day three. #mimosa",
  ],
  garage: [
    "1968, one owner, zero rust. Nearly. #restoration",
    "New valves, old soul. #engine",
    "Winter tyres: book now, thank us in November. #tyres #winter",
    "Before and after: four months in six pictures. #oldtimer",
    "The sound you have been waiting for. 🔊 #straightsix",
    "Torque wrench, patience, coffee. In that order. #workshop",
    "Paint by @lackwerk.sued. We only did the hard part. #patina",
    "Brakes are not optional. #safety #TÜV",
    "Apprentice's first gearbox, and it shifts. 👏 #proud",
    "Parts from three countries, one happy carburettor. #weber",
    "Saturday opening until Christmas. #opening",
  ],
  archive: [
    "Plate {n}. Gelatin silver print, photographer unknown. #archive #citypicture",
    "Plate {n}. The old market before the bridge was built. #oldtown",
    "Plate {n}. Glass negative, slightly cracked at the lower edge. #glassplate",
    "Plate {n}. Harbour crane, morning fog. #harbour #industry",
    "Plate {n}. Studio portrait, hand coloured. #portrait",
    "Plate {n}. Tram depot, the night shift. #tram #nightshift",
    "Plate {n}. From the estate of @heirs.of.lindqvist. #donation",
  ],
  traveller: [
    "Sunrise over the salt flats. No filter, no sleep. 🌅 #Uyuni",
    "Dos empanadas y un mapa. #viaje #Ñuñoa",
    "The ferry was late and the sea was not. 🌊 #islandhopping",
    "Train 4 of 11. #slowtravel",
    "Somewhere between two passports. ✈️ #layover",
    "Gracias @casa.del.faro por todo 💛 #Cádiz",
  ],
  hobby: ["Sunday walk.", "Birthday cake, second attempt.", "The garden is trying."],
  museum: [
    "Circle, square, triangle: pick one. #bauhaus",
    "From the depot: study in three primaries. #form #colour",
    "New hanging in room 4, with @form.archiv. #exhibition",
    "Closed on Monday. Thinking on Monday. #museum",
    "Poster no. {n} of the collection. #poster #typography",
  ],
  lighthouse: [
    "Flat white, high tide. #coffee #pier",
    "The lamp turns, the kettle too. #lighthouse",
    "Storm special: anything hot. 🌧️ #storm",
    "Scones until they are gone, as ever. #scones @pier.bakers",
  ],
  pottery: [
    "Drei Schalen, ein Brand, keine Risse. #keramik #steinzeug",
    "Glasur Nr. {n}: Moos auf Milch. #glasur",
    "Der Ofen ist offen. 1240 Grad waren es gestern. 🔥 #brennofen",
    "Teller für @lighthouse: vierzig Stück, alle fast gleich. #handgedreht",
    "Kurs am Donnerstag: zwei Plätze frei. #töpferkurs",
    "Henkel sind Geduldssache. #becher",
    "Ton im Eimer, Musik im Ohr. #werkstatt",
  ],
  roastery: [
    "Neue Ernte aus Huila: Kirsche, Kakao, ein wenig Orange. #kaffee #kolumbien",
    "Anzeige: Mit dem Code KRANICH10 gibt es die Mühle von @muehlenwerk günstiger. #werbung",
    "Freitag ist Rösttag. Das Fenster bleibt offen. #röstung",
    "Zwölf Gramm, zweihundert Milliliter, drei Minuten. #filterkaffee",
    "Unsere Säcke werden Taschen. Danke, @nadelwerk! #wiederverwenden",
    "Anzeige: Hafermilch von @haferhof, jetzt auch bei uns im Regal. #Werbung #hafermilch",
    "Espresso Nr. {n}: nussig, dicht, gut gelaunt. #espresso",
    "Wer früh kommt, riecht es zuerst. ☕ #morgen",
  ],
};

const TAGS: Record<string, readonly string[]> = {
  bakery: ["#Bäckerei #Morgenrot", "#faitmaison #boulangerie", "", "#Frühstück", "#petitdéjeuner", ""],
  florist: ["#florist #flowers", "#fernandfoxglove", "", "#flowersofinstagram"],
  garage: ["#garagenord", "#classiccars #garagenord", ""],
  archive: ["#history", "#blackandwhite", ""],
};
