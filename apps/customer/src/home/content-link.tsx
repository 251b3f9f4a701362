import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLine } from "../app/use-line.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";

/** Where content leads: to a plan's recharge, to a category's plans, to a place of this app or of the web, or nowhere. */
export function ContentLink(props: {
  link: string | null;
  planId?: string | null;
  categoryId?: string | null;
  className: string;
  children: ReactNode;
}) {
  const { link, planId, categoryId, className, children } = props;
  const { line } = useLine();
  if (planId) {
    const to = line?.mode === "prepaid" || line?.mode === "idle" ? { to: line.phoneNumber } : {};
    return (
      <Link {...rechargeLink({ plan: planId, ...to })} className={className}>
        {children}
      </Link>
    );
  }
  if (categoryId) {
    return (
      <Link to="/plans" search={{ category: categoryId }} className={className}>
        {children}
      </Link>
    );
  }
  if (link?.startsWith("/") && !link.startsWith("//")) {
    return (
      <Link to={link} className={className}>
        {children}
      </Link>
    );
  }
  if (link?.startsWith("https://")) {
    return (
      <a href={link} rel="noreferrer" target="_blank" className={className}>
        {children}
      </a>
    );
  }
  return <div className={className}>{children}</div>;
}
