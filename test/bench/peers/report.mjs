/** Tells the bench where this server listens, and ends with it. */
export function report(port) {
  process.send?.({ port });
  process.on("disconnect", () => process.exit(0));
}
