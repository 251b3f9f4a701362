import type { ClientFailure } from "@nexa/contracts/failure";
import { useTranslation } from "react-i18next";

/** The sentence for a failure: the app's own in the reader's language where it has one for the reason, else the server's. */
export function useFailureText(): (failure: ClientFailure) => string {
  const { t, i18n } = useTranslation();
  return (failure) => {
    const key = failure.code === "NETWORK" ? "network" : failure.reason?.replaceAll(".", "_");
    return key && i18n.exists(`reasons.${key}`) ? t(`reasons.${key}` as never) : failure.message;
  };
}
