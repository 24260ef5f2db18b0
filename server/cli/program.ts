import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { addAccountCommands, addTokenCommands } from "./accounts.js";
import { addBackupCommands } from "./backups.js";
import type { Cli } from "./cli.js";
import { addDatabaseCommands } from "./database.js";
import { addDoctor } from "./doctor.js";
import { addFeedCommands } from "./feeds.js";
import { addFileCommands } from "./files.js";
import { addKeyCommands } from "./keys.js";
import { addMaintenanceCommands } from "./maintenance.js";
import { addOperatorCommands } from "./operators.js";

const EXIT_CODES = "Exit codes: 0 success, 1 failure, 2 wrong usage, 75 data folder in use, 78 wrong settings.";

/** In the order of its help. Throws where commander would end the process. */
export function createProgram(cli: Cli): Command<[], { json?: true }> {
  const program = new Command("npm run cli --")
    .description("Darkroom's command line for operators. It works beside a running server, with the same settings.")
    .option("--json", "print JSON, and nothing else, on stdout")
    .addHelpText("after", `\n${EXIT_CODES}`)
    .configureHelp({ showGlobalOptions: true, subcommandDescription: describe })
    .configureOutput({ writeOut: cli.printHelp, writeErr: cli.printError })
    .exitOverride();
  addDoctor(program, cli);
  addOperatorCommands(program, cli);
  addKeyCommands(program, cli);
  addAccountCommands(program, cli);
  addTokenCommands(program, cli);
  addFeedCommands(program, cli);
  addMaintenanceCommands(program, cli);
  addFileCommands(program, cli);
  addBackupCommands(program, cli);
  addDatabaseCommands(program, cli);
  addHint(program, program.name());
  return program;
}

function addHint(command: CommandUnknownOpts, path: string): void {
  command.showHelpAfterError(`Try: ${path} --help`);
  for (const one of command.commands) addHint(one, `${path} ${one.name()}`);
}

/** A group's description names its commands, so that one page shows them all. */
function describe(command: CommandUnknownOpts): string {
  const names = command.commands.map((one) => one.name());
  return names.length === 0 ? command.description() : `${command.description()}: ${names.join(", ")}`;
}
