import type { ClientFailure } from "@nexa/contracts/failure";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/** Shows what the server says of single fields beside their controls. `names` maps its fields to those of the form. */
export function showFieldErrors<T extends FieldValues>(
  form: UseFormReturn<T>,
  failure: ClientFailure,
  names: Readonly<Record<string, Path<T>>>,
): void {
  for (const { path, message } of failure.details.fields ?? []) {
    const name = names[path];
    if (name !== undefined) form.setError(name, { message });
  }
}
