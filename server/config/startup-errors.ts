import { DatabaseSetupError } from "../db/database-setup-error.js";
import { DataDirError } from "../lib/data-dir.js";
import { DataDirInUse } from "../lib/folder-lock.js";
import { NoEmbeddedPostgres } from "../lib/postgres/postgres-binaries.js";
import { ConfigError } from "./config.js";
import { EnvFileError } from "./env-file.js";

/** sysexits.h: EX_TEMPFAIL and EX_CONFIG. */
const EXIT_IN_USE = 75;
const EXIT_CONFIG = 78;

export function explainStartupError(error: unknown): { text: string; exitCode: number } | null {
  const isSetting = [ConfigError, EnvFileError, DataDirError, NoEmbeddedPostgres].some((kind) => error instanceof kind);
  if (error instanceof Error && isSetting) return { text: error.message, exitCode: EXIT_CONFIG };
  if (error instanceof DatabaseSetupError) return { text: error.message, exitCode: error.isSetting ? EXIT_CONFIG : 1 };
  if (error instanceof DataDirInUse) return { text: error.message, exitCode: EXIT_IN_USE };
  return explainListening(error as ListenFailure);
}

interface ListenFailure {
  code?: string;
  syscall?: string;
  address?: string;
  hostname?: string;
  port?: number;
}

function explainListening({ code, syscall, address, hostname, port = 4000 }: ListenFailure) {
  if (code === "EADDRINUSE") {
    const text = `Port ${port} is used by another program. Choose another port: PORT=${port + 1} npm start`;
    return { text, exitCode: EXIT_IN_USE };
  }
  if (code === "EACCES" && syscall === "listen") {
    return {
      text: `This user may not listen on port ${port}. Choose a port above 1023: PORT=4000`,
      exitCode: EXIT_CONFIG,
    };
  }
  if (syscall === "getaddrinfo" || (syscall === "listen" && /^(EADDRNOTAVAIL|EINVAL|EAFNOSUPPORT)$/.test(code ?? ""))) {
    const text = `HOST=${hostname ?? address} is not an address of this machine. Set HOST=127.0.0.1, or HOST=0.0.0.0 for every interface`;
    return { text, exitCode: EXIT_CONFIG };
  }
  return null;
}
