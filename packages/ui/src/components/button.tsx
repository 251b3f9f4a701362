import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "../class-names.ts";

export const buttonClass = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-[1.125em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-brand text-brand-foreground hover:bg-brand-hover",
        secondary: "border border-input bg-card text-foreground hover:bg-muted",
        quiet: "text-foreground hover:bg-muted",
        link: "h-auto! px-0! text-brand-strong underline-offset-4 hover:underline",
        danger: "border border-negative/40 bg-card text-negative hover:bg-negative-soft",
      },
      size: {
        sm: "h-8 px-3 text-sm",
        md: "h-10 px-4 text-sm",
        lg: "h-12 px-5 text-base",
        icon: "size-10",
        "icon-sm": "size-8",
      },
      isWide: { true: "w-full" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonClass> & {
    /** Gives its look to the one child, e.g. a link. */
    asChild?: boolean;
    /** Shows that what was asked for is under way, and takes no second click. */
    isBusy?: boolean;
  };

export function Button({ className, variant, size, isWide, asChild, isBusy, children, ...props }: ButtonProps) {
  const Tag = asChild ? Slot.Root : "button";
  return (
    <Tag
      type={asChild ? undefined : "button"}
      className={cn(
        buttonClass({ variant, size, isWide }),
        isBusy && "animate-[breathe_1.2s_ease-in-out_infinite]",
        className,
      )}
      {...props}
      {...(isBusy && { "aria-busy": true, disabled: true })}
    >
      {children}
    </Tag>
  );
}
