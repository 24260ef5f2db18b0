import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { addOperator } from "../features/operators/add-operator.js";
import { listOperators } from "../features/operators/find-operators.js";
import { removeOperator } from "../features/operators/remove-operator.js";
import { setPassword } from "../features/operators/set-password.js";
import { randomToken } from "../lib/id.js";
import { Secret } from "../lib/secret.js";
import { CLI, type Cli, example } from "./cli.js";
import { printInstant, printTable } from "./print-table.js";

const GENERATE = ["--generate", "generate a password and print it once, instead of prompting for one"] as const;

export function addOperatorCommands(program: CommandUnknownOpts, cli: Cli): void {
  const operator = program.command("operator").description("People who may sign in to the dashboard");
  addAdd(operator, cli);
  addSetPassword(operator, cli);
  addRemove(operator, cli);
  addList(operator, cli);
}

function addAdd(operator: CommandUnknownOpts, cli: Cli): void {
  operator
    .command("add")
    .description("Adds a person who may sign in to the dashboard; prompts for their password")
    .argument("<email>")
    .option(...GENERATE)
    .addHelpText("after", example("operator add ada@example.com"))
    .action(async (email, { generate }) => {
      const password = await newPassword(cli, generate);
      const { app } = await cli.open();
      const id = await addOperator(app, { email, password }, CLI);
      const [shown, note] = shownOnce(password, generate);
      cli.print({ data: { id, email, ...shown }, text: `${email} may sign in now.${note}` });
    });
}

function addSetPassword(operator: CommandUnknownOpts, cli: Cli): void {
  operator
    .command("set-password")
    .description("Sets an operator's password and ends all their sessions")
    .argument("<email>")
    .option(...GENERATE)
    .addHelpText("after", example("operator set-password ada@example.com"))
    .action(async (email, { generate }) => {
      const password = await newPassword(cli, generate);
      const { app } = await cli.open();
      const endedSessions = await setPassword(app, { email, password }, CLI);
      const [shown, note] = shownOnce(password, generate);
      const text = `${email} has a new password; ${endedSessions} sessions were ended.${note}`;
      cli.print({ data: { email, endedSessions, ...shown }, text });
    });
}

function addRemove(operator: CommandUnknownOpts, cli: Cli): void {
  operator
    .command("remove")
    .description("Removes an operator; the last one cannot be removed")
    .argument("<email>")
    .addHelpText("after", example("operator remove ada@example.com"))
    .action(async (email) => {
      const { app } = await cli.open();
      await removeOperator(app, { email }, CLI);
      cli.print({ data: { email }, text: `${email} may no longer sign in.` });
    });
}

function addList(operator: CommandUnknownOpts, cli: Cli): void {
  operator
    .command("list")
    .description("Lists the operators")
    .addHelpText("after", example("operator list"))
    .action(async () => {
      const { app } = await cli.open();
      const operators = await listOperators(app);
      const rows = operators.map(({ email, createdAt }) => [email, printInstant(createdAt)]);
      cli.print({ data: operators, text: printTable(["E-MAIL", "SINCE"], rows, "Nobody may sign in.") });
    });
}

async function newPassword(cli: Cli, generate: true | undefined): Promise<Secret> {
  return generate ? new Secret(randomToken().slice(0, 24)) : await cli.promptSecret("Password");
}

function shownOnce(password: Secret, generate: true | undefined): [{ password?: string }, string] {
  if (!generate) return [{}, ""];
  return [{ password: password.reveal() }, `\nPassword (shown this once): ${password.reveal()}`];
}
