import { readEnvironment } from "../config/config.js";
import { explainStartupError } from "../config/startup-errors.js";
import { promptSecret } from "./prompt-secret.js";
import { type Outcome, runCommand } from "./run-command.js";

const { exitCode, stdout, stderr } = await run();
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = exitCode;

async function run(): Promise<Outcome> {
  try {
    return await runCommand(process.argv.slice(2), { env: readEnvironment(), promptSecret });
  } catch (error) {
    const explained = explainStartupError(error);
    if (!explained) throw error;
    return { exitCode: explained.exitCode, stdout: "", stderr: `${explained.text}\n` };
  }
}
