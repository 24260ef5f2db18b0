export const layout = {
  skip: "Skip to the content",
  docs: "Documentation",
  privacy: "Privacy",
  noPicture: "No picture",
};
