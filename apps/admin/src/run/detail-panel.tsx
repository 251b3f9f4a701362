import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Link, type LinkProps } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One thing beside the list it was opened from, with the way to its own page. */
export function DetailPanel(props: {
  title: ReactNode;
  description?: ReactNode;
  page?: LinkProps;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      shape="panel"
      title={props.title}
      description={props.description}
      onClose={props.onClose}
      actions={props.actions}
    >
      {props.page && (
        <Button asChild size="sm" variant="quiet" className="-ml-3 mb-2">
          <Link {...props.page}>
            <ExternalLink aria-hidden /> {t("run.openPage")}
          </Link>
        </Button>
      )}
      {props.children}
    </Dialog>
  );
}
