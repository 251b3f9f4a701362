import { Link, Outlet } from "@tanstack/react-router";
import { Activity, House, LayoutGrid, User, Users } from "lucide-react";
import { useTranslation } from "react-i18next";

const PLACES = [
  { to: "/", name: "home", icon: House },
  { to: "/plans", name: "plans", icon: LayoutGrid },
  { to: "/activity", name: "activity", icon: Activity },
  { to: "/family", name: "family", icon: Users },
  { to: "/you", name: "you", icon: User },
] as const;

/** A bar at the bottom of phones, a rail at the left of wide screens. */
export function Shell() {
  return (
    <div className="pb-20 md:pb-0 md:pl-56">
      <Places />
      <main className="mx-auto max-w-3xl px-4 py-4 md:py-8">
        <Outlet />
      </main>
    </div>
  );
}

function Places() {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t("nav.label")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-card pb-[env(safe-area-inset-bottom)] md:inset-y-0 md:right-auto md:w-56 md:flex-col md:gap-1 md:border-t-0 md:border-r md:p-4"
    >
      {PLACES.map(({ to, name, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === "/" }}
          className="flex grow flex-col items-center gap-0.5 py-2 text-muted-foreground text-xs data-[status=active]:text-brand-strong md:grow-0 md:flex-row md:gap-3 md:rounded-control md:px-3 md:text-sm md:data-[status=active]:bg-brand-soft md:data-[status=active]:font-medium"
        >
          <Icon aria-hidden className="size-5" />
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
