import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const workspaceRoot = fileURLToPath(new URL("../../../", import.meta.url));
export const pinnedNode = join(workspaceRoot, "node_modules", "node", "bin", "node");
