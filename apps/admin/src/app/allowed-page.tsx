import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NAVIGATION, type NavName } from "./navigation.ts";
import { useMay } from "./use-may.ts";
import { pageOfPath } from "./use-navigation.ts";

/** The screen of the address where the role may read it, else what to do about it. The server refuses it all the same. */
export function AllowedPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = pageOfPath(NAVIGATION, path);
  const isAllowed = useMay(page?.permission ?? "staff");
  return page === undefined || isAllowed ? <Outlet /> : <NotAllowed name={page.name} />;
}

function NotAllowed({ name }: { name: NavName }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Lock}
      title={t("notAllowed.title", { page: t(`nav.${name}`) })}
      text={t("notAllowed.text")}
      action={
        <Button asChild variant="primary">
          <Link to="/">{t("notFound.home")}</Link>
        </Button>
      }
    />
  );
}
