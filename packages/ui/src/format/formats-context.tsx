import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormats, type Formats } from "./formats.ts";

const Context = createContext<Formats | null>(null);

/** Gives every screen the forms of the reader's language and the operator's country. */
export function FormatsProvider(props: {
  operator: { country: string; timeZone: string; currency: string };
  children: ReactNode;
}) {
  const { i18n } = useTranslation();
  const { country, timeZone, currency } = props.operator;
  const formats = useMemo(
    () => createFormats(i18n.language, { country, timeZone, currency }),
    [i18n.language, country, timeZone, currency],
  );
  return <Context value={formats}>{props.children}</Context>;
}

export function useFormats(): Formats {
  const formats = useContext(Context);
  if (formats === null) throw new Error("FormatsProvider is missing");
  return formats;
}
