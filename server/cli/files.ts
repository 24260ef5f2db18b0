import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { verifyFiles } from "../features/assets/verify-files.js";
import { type Cli, example } from "./cli.js";

export function addFileCommands(program: CommandUnknownOpts, cli: Cli): void {
  program
    .command("files")
    .description("Stored pictures and videos")
    .command("check")
    .description("Checks every stored picture's hash, queues missing ones for copying, and deletes unused files")
    .addHelpText("after", example("files check --json"))
    .action(async () => {
      const { app } = await cli.open();
      const report = await verifyFiles(app);
      const text = [
        `${report.fileCount} files were read.`,
        `${report.missingCount} were missing and ${report.damagedCount} damaged: the server copies them again.`,
        `${report.sizesMissingCount} lost renditions were forgotten, ${report.orphanCount + report.unneededCount} files removed.`,
      ];
      cli.print({ data: report, text: text.join("\n") });
    });
}
