import type { ComponentProps } from "react";
import { Input } from "./input.tsx";

/** Takes a number as people type or paste it; the server reads it as of the operator's country. */
export function PhoneInput(props: Omit<ComponentProps<"input">, "type">) {
  return <Input type="tel" inputMode="tel" autoComplete="tel" maxLength={24} {...props} className="tabular" />;
}
