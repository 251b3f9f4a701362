import { Tabs as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "../class-names.ts";

export const Tabs = Base.Root;
export const TabPanel = Base.Content;

export function TabList({ className, ...props }: ComponentProps<typeof Base.List>) {
  return <Base.List className={cn("flex gap-1 overflow-x-auto border-b", className)} {...props} />;
}

export function Tab({ className, ...props }: ComponentProps<typeof Base.Trigger>) {
  return (
    <Base.Trigger
      className={cn(
        // The list scrolls, so what stands out of a tab is cut off.
        "-outline-offset-2 -mb-px whitespace-nowrap border-transparent border-b-2 px-3 py-2 text-muted-foreground text-sm hover:text-foreground data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-foreground",
        className,
      )}
      {...props}
    />
  );
}
