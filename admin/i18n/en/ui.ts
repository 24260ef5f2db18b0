export const texts = {
  just_now: "just now",
  in_a_moment: "in a moment",
  never: "never",
  at_the_next_check: "at the next check",
  not_scheduled: "not scheduled",
};
