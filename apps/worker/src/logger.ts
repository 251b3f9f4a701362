import { loggableError } from "@nexa/core/composition/index";
import { type Logger, pino } from "pino";

const REDACTED = ["password", "token", "authorization", "cookie", "*.password", "*.token"];

/** The process's log: one JSON line an event, written at once, so that a killed worker's last lines are not lost. */
export function createLog({ level, file }: { level: string; file?: string | undefined }): Logger {
  const stream = pino.destination({ dest: file ?? 1, sync: true, mkdir: true });
  const serializers = { err: (error: unknown) => loggableError(error) };
  const redact = { paths: REDACTED, remove: true };
  return pino({ level, base: undefined, redact, serializers, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}
