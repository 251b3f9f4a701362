import { Button } from "@nexa/ui/components/button.tsx";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";

/** To the screen above this one. */
export function BackLink({ to }: { to: "/family" | "/postpaid" | "/postpaid/bills" }) {
  const { t } = useTranslation();
  return (
    <Button asChild variant="quiet" className="-ml-3 justify-self-start">
      <Link to={to}>
        <ArrowLeft aria-hidden />
        {t("postpaid.back")}
      </Link>
    </Button>
  );
}
