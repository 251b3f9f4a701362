import { useTranslation } from "react-i18next";

export function DashboardScreen() {
  const { t } = useTranslation();
  return <h1 className="font-semibold text-xl">{t("nav.dashboard")}</h1>;
}
