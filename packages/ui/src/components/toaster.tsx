import { useTranslation } from "react-i18next";
import { Toaster as Base, toast } from "sonner";

export { toast };

/**
 * Where passing messages appear: below, where they cover no heading. One for an app.
 *
 * @param clearance what a phone keeps free below, such as for a bottom bar
 */
export function Toaster({ clearance = "1rem" }: { clearance?: string }) {
  const { t } = useTranslation("ui");
  return (
    <Base
      containerAriaLabel={t("messages")}
      position="bottom-center"
      mobileOffset={{ bottom: clearance }}
      // Sonner brings a font of its own.
      className="font-[inherit]!"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-start gap-3 rounded-card border bg-card p-3 text-foreground text-sm shadow-card",
          title: "font-medium",
          description: "text-muted-foreground",
          actionButton: "ml-auto shrink-0 font-medium text-brand-strong",
          error: "border-negative/50!",
          success: "border-positive/50!",
        },
      }}
    />
  );
}
