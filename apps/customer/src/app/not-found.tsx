import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={t("notFound.title")}
      text={t("notFound.text")}
      action={
        <Button asChild variant="primary">
          <Link to="/">{t("notFound.home")}</Link>
        </Button>
      }
    />
  );
}
