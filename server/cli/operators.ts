import { addOperator } from "../features/operators/add-operator.js";
import { listOperators } from "../features/operators/find-operators.js";
import { removeOperator } from "../features/operators/remove-operator.js";
import { setPassword } from "../features/operators/set-password.js";
import { randomToken } from "../lib/id.js";
import { Secret } from "../lib/secret.js";
import { type Call, CLI, type Command } from "./command.js";
import { printInstant, printTable } from "./print-table.js";

const generate = {
  generate: { type: "boolean", meaning: "generate a password and print it once, instead of prompting for one" },
} as const;

export const operatorAdd: Command = {
  name: "operator add",
  summary: "Adds a person who may sign in to the dashboard; prompts for their password",
  args: ["<email>"],
  options: generate,
  example: "operator add ada@example.com",
  async run(call) {
    const [email = ""] = call.args;
    const password = await newPassword(call);
    const { app } = await call.open();
    const id = await addOperator(app, { email, password }, CLI);
    return {
      data: { id, email, ...shown(call, password) },
      text: `${email} may sign in now.${inWords(call, password)}`,
    };
  },
};

export const operatorSetPassword: Command = {
  name: "operator set-password",
  summary: "Sets an operator's password and ends all their sessions",
  args: ["<email>"],
  options: generate,
  example: "operator set-password ada@example.com",
  async run(call) {
    const [email = ""] = call.args;
    const password = await newPassword(call);
    const { app } = await call.open();
    const endedSessions = await setPassword(app, { email, password }, CLI);
    return {
      data: { email, endedSessions, ...shown(call, password) },
      text: `${email} has a new password; ${endedSessions} sessions were ended.${inWords(call, password)}`,
    };
  },
};

export const operatorRemove: Command = {
  name: "operator remove",
  summary: "Removes an operator; the last one cannot be removed",
  args: ["<email>"],
  example: "operator remove ada@example.com",
  async run(call) {
    const [email = ""] = call.args;
    const { app } = await call.open();
    await removeOperator(app, { email }, CLI);
    return { data: { email }, text: `${email} may no longer sign in.` };
  },
};

export const operatorList: Command = {
  name: "operator list",
  summary: "Lists the operators",
  example: "operator list",
  async run(call) {
    const { app } = await call.open();
    const operators = await listOperators(app);
    const rows = operators.map(({ email, createdAt }) => [email, printInstant(createdAt)]);
    return { data: operators, text: printTable(["E-MAIL", "SINCE"], rows, "Nobody may sign in.") };
  },
};

async function newPassword(call: Call): Promise<Secret> {
  return call.options.generate ? new Secret(randomToken().slice(0, 24)) : await call.promptSecret("Password");
}

function shown(call: Call, password: Secret): { password?: string } {
  return call.options.generate ? { password: password.reveal() } : {};
}

function inWords(call: Call, password: Secret): string {
  return call.options.generate ? `\nPassword (shown this once): ${password.reveal()}` : "";
}
