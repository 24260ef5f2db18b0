import type * as English from "../en/ui.js";

export const texts: typeof English.texts = {
  just_now: "gerade eben",
  in_a_moment: "gleich",
  never: "nie",
  at_the_next_check: "bei der nächsten Prüfung",
  not_scheduled: "nicht geplant",
};
