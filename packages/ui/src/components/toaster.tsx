import { useTranslation } from "react-i18next";
import { Toaster as Base, toast } from "sonner";

export { toast };

const SHOWN = 2;

/**
 * Where passing messages appear. One for an app: below at a desk, and above where the thumb's buttons are below.
 *
 * @param clearance what stays free at that edge, such as for a bar
 */
export function Toaster({ at, clearance = "1rem" }: { at: "top" | "bottom"; clearance?: string }) {
  const { t } = useTranslation("ui");
  const offset = { [at]: clearance };
  return (
    <Base
      containerAriaLabel={t("messages")}
      position={`${at}-center`}
      offset={offset}
      mobileOffset={offset}
      visibleToasts={SHOWN}
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
