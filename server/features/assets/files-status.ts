import type { AppContext } from "../../app-context.js";
import { assetRuntime, type FilesFull } from "./asset-runtime.js";

/** Whether this process copies pictures, or why it cannot; what is stored is served either way. */
export function filesStatus(app: AppContext): "ok" | FilesFull {
  return assetRuntime(app).full ?? "ok";
}
