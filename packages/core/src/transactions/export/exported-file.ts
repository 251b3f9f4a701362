import type { ExportFormat } from "@nexa/contracts";

/** An export on its way to a person. Whoever stops reading early ends it. */
export type ExportedFile = {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Null while it is still being written. */
  readonly sizeBytes: number | null;
  readonly contentType: string;
  readonly fileName: string;
};

/** `transactions-2026-11-23T10-15-00Z.csv`: of characters that every file system takes. */
export function exportFileName(at: Date, format: ExportFormat): string {
  return `transactions-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z.${format}`;
}
