import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";

/** Where the demo, which sends no messages, shows the codes; elsewhere there is nothing to say. */
export function useCodeHint(): string | undefined {
  const { t } = useTranslation();
  const isDemo = useQuery(api.settings.operator.queryOptions({})).data?.isDemo === true;
  return isDemo ? t("shell.demoCode") : undefined;
}
