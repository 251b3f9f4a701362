import { Link, type LinkProps, Outlet } from "@tanstack/react-router";
import { Activity, CircleHelp, Gift, House, LayoutGrid, type LucideIcon, User, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AccountNote } from "./account-note.tsx";
import { TopBar } from "./top-bar.tsx";

const PLACES = [
  { to: "/", name: "home", icon: House },
  { to: "/plans", name: "plans", icon: LayoutGrid },
  { to: "/activity", name: "activity", icon: Activity },
  { to: "/family", name: "family", icon: Users },
  { to: "/you", name: "you", icon: User },
] as const;

/** A bar at the bottom of phones, a rail at the left of wide screens. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <div className="pb-[calc(5rem+env(safe-area-inset-bottom))] md:pb-0 md:pl-56">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-card focus:px-4 focus:py-2"
      >
        {t("shell.skip")}
      </a>
      <Places />
      <TopBar />
      <main id="content" tabIndex={-1} className="mx-auto max-w-3xl px-4 py-4 outline-none md:py-8">
        <AccountNote />
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
      <Link to="/" aria-hidden tabIndex={-1} className="hidden items-center gap-2 px-3 pt-1 pb-5 md:flex">
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" className="size-8" />
        <span className="font-semibold text-lg">{t("nav.brand")}</span>
      </Link>
      {PLACES.map(({ to, name, icon }) => (
        <Place key={to} to={to} icon={icon} label={t(`nav.${name}`)} />
      ))}
      <div className="mt-auto hidden md:grid md:gap-1">
        <Place to="/refer" icon={Gift} label={t("shell.refer")} />
        <Place to="/help" icon={CircleHelp} label={t("shell.help")} />
      </div>
    </nav>
  );
}

function Place({ to, icon: Icon, label }: { to: LinkProps["to"]; icon: LucideIcon; label: string }) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === "/" }}
      className="flex min-w-0 flex-1 flex-col items-center gap-0.5 py-2 text-muted-foreground text-xs hover:text-foreground data-[status=active]:text-brand-strong md:flex-none md:flex-row md:gap-3 md:rounded-control md:px-3 md:text-sm md:data-[status=active]:bg-brand-soft md:data-[status=active]:font-medium"
    >
      <Icon aria-hidden className="size-5" />
      {label}
    </Link>
  );
}
