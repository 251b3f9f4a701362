import type { ClientFailure } from "@nexa/contracts/failure";
import { useTranslation } from "react-i18next";

/** The sentence for a failure: the app's own in the reader's language where it has one for the wrong field or the reason, else the server's. */
export function useFailureText(): (failure: ClientFailure) => string {
  const { t, i18n } = useTranslation();
  return (failure) => {
    if (failure.code === "NETWORK") return t("network", { ns: "ui" });
    const field = failure.details.fields?.find(({ path }) => i18n.exists(`fields.${path}`));
    if (field) return t(`fields.${field.path}` as never);
    const key = failure.reason?.replaceAll(".", "_");
    return key && i18n.exists(`reasons.${key}`) ? t(`reasons.${key}` as never, factsOf(failure)) : failure.message;
  };
}

/** What a sentence may name of a failure: its details, and how long to wait in whole minutes. */
function factsOf({ details }: ClientFailure): Record<string, unknown> {
  return { ...details, minutes: Math.max(1, Math.ceil((details.retryAfterSeconds ?? 60) / 60)) };
}
