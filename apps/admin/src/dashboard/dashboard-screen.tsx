import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { useNavigation } from "../app/use-navigation.ts";
import { useStaff } from "../app/use-staff.ts";
import { Figures } from "./figures.tsx";

/** Today at a glance for those who may read figures; for the others their pages. */
export function DashboardScreen() {
  return useMay("analytics.read") ? <Figures /> : <Pages />;
}

function Pages() {
  const { t } = useTranslation();
  const { fullName } = useStaff();
  const pages = useNavigation().flatMap(({ items }) => items.filter(({ to }) => to !== "/"));
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-xl">{t("dashboard.welcome", { name: fullName })}</h1>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {pages.map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <Link to={to} className="flex min-h-12 items-center gap-3 rounded-card border bg-card px-4 hover:bg-muted">
              <Icon aria-hidden className="size-5 text-muted-foreground" />
              {t(`nav.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
