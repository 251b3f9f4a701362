import { cn } from "@nexa/ui/class-names";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNavigation } from "./use-navigation.ts";

/** The pages in their groups: beside the screen, and in a panel on phones. */
export function SideNav({ onChoose, className }: { onChoose?: () => void; className?: string }) {
  const { t } = useTranslation();
  const groups = useNavigation();
  return (
    <nav aria-label={t("nav.label")} className={cn("grid content-start gap-4", className)}>
      {groups.map(({ name, items }) => (
        <div key={name} className="grid gap-0.5">
          <p id={`nav-${name}`} className="px-3 pb-1 text-muted-foreground text-xs">
            {t(`nav.groups.${name}`)}
          </p>
          <ul aria-labelledby={`nav-${name}`} className="grid gap-0.5">
            {items.map(({ name: page, to, icon: Icon }) => (
              <li key={page}>
                <Link
                  to={to}
                  onClick={onChoose}
                  activeOptions={{ exact: to === "/", includeSearch: false }}
                  className="flex min-h-10 items-center gap-2.5 rounded-control px-3 text-sm hover:bg-muted md:min-h-8"
                  activeProps={{ className: "bg-brand-soft font-medium text-brand-strong", "aria-current": "page" }}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  {t(`nav.${page}`)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
