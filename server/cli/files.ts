import { verifyFiles } from "../features/assets/verify-files.js";
import type { Command } from "./command.js";

export const filesCheck: Command = {
  name: "files check",
  summary:
    "Compares every kept picture with its hash, has copied again what is missing, and removes what nothing needs",
  example: "files check --json",
  async run(call) {
    const { app } = await call.open();
    const report = await verifyFiles(app);
    const text = [
      `${report.fileCount} files were read.`,
      `${report.missingCount} were missing and ${report.damagedCount} damaged: they are copied again.`,
      `${report.sizesMissingCount} scaled sizes were forgotten, ${report.orphanCount + report.unneededCount} files removed.`,
    ];
    return { data: report, text: text.join("\n") };
  },
};
