import { createServer } from "node:net";
import { Stop } from "./stop.ts";

/** Ends the start when the port cannot be listened on. */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(new Stop(sentence(port, "code" in error ? error.code : null))));
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

function sentence(port: number, code: unknown): string {
  if (code === "EADDRINUSE") {
    const other = port < 65_535 ? port + 1 : 3000;
    return `Port ${port} is taken by another program. Stop it, or choose a port: npm start -- --port ${other}`;
  }
  if (code === "EACCES") return `Port ${port} needs more rights. Choose one above 1023: npm start -- --port 3000`;
  return `Port ${port} cannot be used (${String(code)}). Choose another: npm start -- --port 3001`;
}
