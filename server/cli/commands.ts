import { accountImport, accountList, accountShow, tokenRefresh } from "./accounts.js";
import { backup, restore } from "./backups.js";
import type { Command } from "./command.js";
import { doctor } from "./doctor.js";
import { filesCheck } from "./files.js";
import { keyCreate, keyList, keyRevoke } from "./keys.js";
import { erase, exportCommand, secretsRotate } from "./maintenance.js";
import { operatorAdd, operatorList, operatorRemove, operatorSetPassword } from "./operators.js";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  doctor,
  operatorAdd,
  operatorSetPassword,
  operatorRemove,
  operatorList,
  keyCreate,
  keyList,
  keyRevoke,
  accountList,
  accountShow,
  accountImport,
  tokenRefresh,
  exportCommand,
  erase,
  secretsRotate,
  filesCheck,
  backup,
  restore,
];
