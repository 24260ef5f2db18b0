import { verifyFiles } from "../features/assets/verify-files.js";
import type { Command } from "./command.js";

export const filesCheck: Command = {
  name: "files check",
  summary: "Checks every stored picture's hash, queues missing ones for copying, and deletes unused files",
  example: "files check --json",
  async run(call) {
    const { app } = await call.open();
    const report = await verifyFiles(app);
    const text = [
      `${report.fileCount} files were read.`,
      `${report.missingCount} were missing and ${report.damagedCount} damaged: the server copies them again.`,
      `${report.sizesMissingCount} lost renditions were forgotten, ${report.orphanCount + report.unneededCount} files removed.`,
    ];
    return { data: report, text: text.join("\n") };
  },
};
