import { Toaster as Base, toast } from "sonner";

export { toast };

/** Where passing messages appear. One for an app. */
export function Toaster() {
  return (
    <Base
      position="top-center"
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
