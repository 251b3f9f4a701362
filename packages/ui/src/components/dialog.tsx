import { X } from "lucide-react";
import { Dialog as Base } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "../class-names.ts";
import { Button } from "./button.tsx";

const SHAPES = {
  /** In the middle of the screen: a short question. */
  dialog:
    "inset-x-4 top-1/2 mx-auto max-w-md -translate-y-1/2 rounded-card data-[state=open]:animate-[appear_150ms_var(--ease-calm)]",
  /** Rises from the bottom; in the middle of wide screens. */
  sheet:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-card data-[state=open]:animate-[rise_180ms_var(--ease-calm)] sm:inset-x-4 sm:bottom-auto sm:top-1/2 sm:mx-auto sm:max-w-lg sm:-translate-y-1/2 sm:rounded-card sm:data-[state=open]:animate-[appear_150ms_var(--ease-calm)]",
  /** At the right side, beside the list it belongs to. */
  panel: "inset-y-0 right-0 w-full border-l data-[state=open]:animate-[slide-in_180ms_var(--ease-calm)] sm:max-w-xl",
} as const;

/** A dialog with its title, content that scrolls, and actions that stay in sight. Escape and a click beside it close it. */
export function Dialog(props: {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  shape?: keyof typeof SHAPES;
  /** Buttons below; the primary one last. */
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation("ui");
  const { shape = "dialog" } = props;
  return (
    <Base.Root open={props.isOpen} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Base.Portal>
        {/* On the level of the dialogs: it covers the one that this one opened from. */}
        <Base.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=open]:animate-[appear_150ms]" />
        <Base.Content
          {...(props.description ? {} : { "aria-describedby": undefined })}
          className={cn("fixed z-50 flex flex-col bg-card shadow-card outline-none", SHAPES[shape], props.className)}
        >
          <header className="flex items-start gap-3 px-4 pt-4 pb-2 sm:px-5">
            <div className="min-w-0 grow">
              <Base.Title className="font-semibold text-lg leading-snug">{props.title}</Base.Title>
              {props.description && (
                <Base.Description className="mt-1 text-muted-foreground text-sm">{props.description}</Base.Description>
              )}
            </div>
            <Base.Close asChild>
              <Button variant="quiet" size="icon-sm" aria-label={t("close")}>
                <X />
              </Button>
            </Base.Close>
          </header>
          <div className={cn("min-h-0 grow overflow-y-auto px-4 pb-4 sm:px-5", shape === "panel" && "pb-8")}>
            {props.children}
          </div>
          {props.actions && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5">
              {props.actions}
            </footer>
          )}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
