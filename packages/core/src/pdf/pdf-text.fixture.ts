import { spawnSync } from "node:child_process";

/** Whether poppler's `pdftotext` is here; CI installs it. */
export const hasPdftotext = spawnSync("pdftotext", ["-v"]).error === undefined;

/** What a reader reads in a PDF, line by line as it stands on the page. */
export function pdfText(bytes: Uint8Array): string {
  const { stdout, status, stderr } = spawnSync("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"], { input: bytes });
  if (status !== 0) throw new Error(`pdftotext ended with ${status}: ${stderr.toString()}`);
  return stdout.toString().normalize("NFC");
}
