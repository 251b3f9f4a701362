/** What of an error may stand in a log. */
export type LoggableError = {
  type: string;
  message: string;
  stack?: string | undefined;
  code?: string;
  constraint?: string;
  table?: string;
  cause?: LoggableError;
};

const MAX_CAUSES = 5;
// drizzle puts the statement's values behind this, and they may be phone numbers, hashes of passwords and tokens.
const VALUES = /\nparams:[\s\S]*$/;
const PHONE = /\+\d{6,11}(\d{4})\b/g;

/**
 * An error for the log without what it may carry: values of statements, PostgreSQL's `detail` (it quotes rows), any other property;
 * phone numbers in its words are masked.
 */
export function loggableError(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, message: worded(String(error)) };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const firstLines = (error.stack ?? "").replace(error.message, worded(error.message));
  return {
    type: error.name,
    message: worded(error.message),
    stack: worded(firstLines),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    ...(typeof table === "string" ? { table } : {}),
    ...(error.cause !== undefined && depth < MAX_CAUSES ? { cause: loggableError(error.cause, depth + 1) } : {}),
  };
}

function worded(text: string): string {
  return text.replace(VALUES, "").replaceAll(PHONE, "+…$1");
}
