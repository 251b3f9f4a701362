import { Button } from "@nexa/ui/components/button.tsx";
import { Link, type LinkProps } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";

/** The name of a page under another one, with the way back to that. */
export function PageHead({ title, back }: { title: string; back: LinkProps["to"] }) {
  const { t } = useTranslation();
  return (
    <div className="-ml-2 flex items-center gap-1">
      <Button asChild variant="quiet" size="icon" aria-label={t("you.back")}>
        <Link to={back}>
          <ArrowLeft aria-hidden />
        </Link>
      </Button>
      <h1 className="font-semibold text-xl">{title}</h1>
    </div>
  );
}
