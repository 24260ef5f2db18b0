import { readEnvironment } from "../config.js";
import { askSecret } from "./ask-secret.js";
import { runCommand } from "./run-command.js";

const { exitCode, stdout, stderr } = await runCommand(process.argv.slice(2), { env: readEnvironment(), askSecret });
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = exitCode;
