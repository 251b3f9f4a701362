import { loggableError } from "@nexa/core/composition/index";
import { type DestinationStream, destination, type Logger, pino } from "pino";

const BUFFER_BYTES = 4_096;
const FLUSH_MS = 1_000;

export type LogSettings = { level: string; file?: string | undefined };

export type ServerLog = { readonly logger: Logger; flush(): void };

/** The process's log: one JSON line an event, buffered for a second at most, so that logging does not slow requests. */
export function createLog({ level, file }: LogSettings): ServerLog {
  const stream = destination({ dest: file ?? 1, sync: false, minLength: BUFFER_BYTES, mkdir: true });
  return logTo(stream, level, () => stream.flushSync(), setInterval(() => stream.flush(), FLUSH_MS).unref());
}

function logTo(stream: DestinationStream, level: string, flush: () => void, timer: NodeJS.Timeout): ServerLog {
  const serializers = { err: (error: unknown) => loggableError(error) };
  const redact = { paths: ["password", "token", "authorization", "cookie", "*.password", "*.token"], remove: true };
  const logger = pino(
    { level, base: undefined, redact, serializers, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
  return {
    logger,
    flush: () => {
      clearInterval(timer);
      flush();
    },
  };
}
