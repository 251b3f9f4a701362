import type { ClientFailure } from "@nexa/client";

/** The server's sentence for each field that it found wrong, by the field's name. */
export function fieldErrorsOf(failure: ClientFailure | null): Record<string, string | undefined> {
  const fields = failure?.details.fields ?? [];
  return Object.fromEntries(fields.map(({ path, message }) => [path, message]));
}
