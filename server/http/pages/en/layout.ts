export const layout = {
  skip: "Skip to the content",
  privacy: "Privacy",
};
