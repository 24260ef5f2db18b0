/** Tells the bench where this contender listens, and from then on how much processor time and memory it has used. */
export function report(port: number): void {
  process.send?.({ port });
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuUs: user + system, peakBytes: process.resourceUsage().maxRSS * 1024 });
  });
  process.on("disconnect", () => process.exit(0));
}
