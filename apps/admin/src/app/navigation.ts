import type { Permission } from "@nexa/contracts/permissions";
import {
  Banknote,
  Bell,
  ChartLine,
  DatabaseBackup,
  Gift,
  KeyRound,
  LayoutTemplate,
  ListOrdered,
  type LucideIcon,
  Network,
  Package,
  Percent,
  ReceiptText,
  ScrollText,
  Settings,
  ShieldCheck,
  Tags,
  Timer,
  Users,
} from "lucide-react";

/** `name` is the key of its words: `nav.<name>`. */
export type NavItem = { name: NavName; to: string; icon: LucideIcon; permission: Permission };
export type NavGroup = { name: NavGroupName; items: readonly NavItem[] };

/** Every page that the navigation and the palette lead to, in its group. A page that the role may not read is absent. */
export const NAVIGATION = [
  {
    name: "overview",
    items: [{ name: "dashboard", to: "/", icon: ChartLine, permission: "staff" }],
  },
  {
    name: "people",
    items: [
      { name: "customers", to: "/customers", icon: Users, permission: "customers.read" },
      { name: "linked", to: "/linked", icon: Network, permission: "customers.read" },
      { name: "referrals", to: "/referrals", icon: Gift, permission: "customers.read" },
    ],
  },
  {
    name: "money",
    items: [
      { name: "transactions", to: "/transactions", icon: Banknote, permission: "transactions.read" },
      { name: "subscriptions", to: "/subscriptions", icon: ListOrdered, permission: "subscriptions.read" },
      { name: "postpaid", to: "/postpaid", icon: ReceiptText, permission: "postpaid.read" },
    ],
  },
  {
    name: "offering",
    items: [
      { name: "plans", to: "/catalog/plans", icon: Package, permission: "catalog.read" },
      { name: "categories", to: "/catalog/categories", icon: Tags, permission: "catalog.read" },
      { name: "offers", to: "/catalog/offers", icon: Percent, permission: "catalog.read" },
      { name: "content", to: "/content", icon: LayoutTemplate, permission: "content.read" },
      { name: "notifications", to: "/notifications", icon: Bell, permission: "notifications.send" },
    ],
  },
  {
    name: "running",
    items: [
      { name: "jobs", to: "/jobs", icon: Timer, permission: "jobs.read" },
      { name: "backups", to: "/backups", icon: DatabaseBackup, permission: "backups.manage" },
      { name: "audit", to: "/audit", icon: ScrollText, permission: "audit.read" },
      { name: "staff", to: "/staff", icon: ShieldCheck, permission: "staff.manage" },
      { name: "apiKeys", to: "/api-keys", icon: KeyRound, permission: "partners.manage" },
      { name: "settings", to: "/settings", icon: Settings, permission: "settings.change" },
    ],
  },
] as const satisfies readonly { name: string; items: readonly (Omit<NavItem, "name"> & { name: string })[] }[];

export type NavGroupName = (typeof NAVIGATION)[number]["name"];
export type NavName = (typeof NAVIGATION)[number]["items"][number]["name"];
