import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { ChevronRight, Menu, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";
import { pageOfPath, useNavigation } from "./use-navigation.ts";
import { useStaff } from "./use-staff.ts";

/** Where one is, what kind of system this is, and the ways to everywhere else. */
export function TopBar({ onMenu, onPalette }: { onMenu: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  const staff = useStaff();
  const operator = useQuery({ ...api.settings.operator.queryOptions({}), staleTime: Number.POSITIVE_INFINITY });
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-card px-3 md:px-5">
      <Button variant="quiet" size="icon" className="md:hidden" aria-label={t("shell.menu")} onClick={onMenu}>
        <Menu />
      </Button>
      <Breadcrumb />
      {operator.data?.isDemo && <Badge tone="warning">{t("shell.demo")}</Badge>}
      <Button className="ml-auto max-sm:hidden" size="sm" onClick={onPalette} aria-keyshortcuts="Control+K">
        <Search />
        {t("shell.search")}
        <kbd className="text-muted-foreground text-xs">{t("shell.searchKeys")}</kbd>
      </Button>
      <Button
        className="ml-auto sm:hidden"
        variant="quiet"
        size="icon"
        aria-label={t("shell.search")}
        onClick={onPalette}
      >
        <Search />
      </Button>
      <Link
        to="/profile"
        aria-label={t("shell.profileOf", { name: staff.fullName })}
        className="grid size-10 place-items-center rounded-full bg-brand-soft font-medium text-brand-strong text-sm"
      >
        {initials(staff.fullName)}
      </Link>
    </header>
  );
}

function Breadcrumb() {
  const { t } = useTranslation();
  const groups = useNavigation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = pageOfPath(groups, path);
  const label = page ? t(`nav.${page.name}`) : path === "/profile" ? t("profile.title") : null;
  if (label === null) return null;
  const isBelow = page !== undefined && path !== page.to;
  return (
    <nav aria-label={t("shell.breadcrumb")} className="min-w-0 text-sm">
      <ol className="flex items-center gap-1.5">
        <li className="truncate">
          {isBelow ? (
            <Link to={page.to} className="text-muted-foreground hover:underline">
              {label}
            </Link>
          ) : (
            <span aria-current="page">{label}</span>
          )}
        </li>
        {isBelow && (
          <li className="flex items-center gap-1.5">
            <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
            <span aria-current="page">{t(path.endsWith("/new") ? "notices.compose" : "shell.detail")}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
}
