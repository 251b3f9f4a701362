import { CommandPalette, type PaletteGroup } from "@nexa/ui/command/command-palette.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useTheme } from "@nexa/ui/theme";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Banknote, CircleUser, Languages, LogOut, Moon, User } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";
import { signOut } from "./sign-out.ts";
import { useMay } from "./use-may.ts";
import { useNavigation } from "./use-navigation.ts";

/** A search of one letter would match half of everybody. */
const MIN_LETTERS = 3;
const FOUND = 5;

/** Ctrl-K: pages, customers, transactions and actions. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const close = () => {
    setTyped("");
    onClose();
  };
  const found = useFound(useDeferredValue(typed.trim()), isOpen);
  const groups = [...usePlaces(), ...found].map((group) => ({
    ...group,
    items: group.items
      .filter(({ label }) => found.includes(group as never) || matches(label, typed))
      .map((item) => ({
        ...item,
        onSelect: () => {
          close();
          item.onSelect();
        },
      })),
  }));
  return (
    <CommandPalette
      {...{ isOpen, typed, groups }}
      onClose={close}
      onType={setTyped}
      label={t("palette.label")}
      emptyText={t("palette.empty")}
    />
  );
}

function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}

/** The pages of the role, and what can be done from anywhere. */
function usePlaces(): PaletteGroup[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const pages = useNavigation().flatMap(({ items }) => items);
  const [theme, setTheme] = useTheme();
  const isHindi = i18n.language === "hi";
  return [
    {
      id: "pages",
      label: t("palette.pages"),
      items: pages.map(({ name, to, icon }) => ({
        ...{ id: name, icon, label: t(`nav.${name}`) },
        onSelect: () => void navigate({ to }),
      })),
    },
    {
      id: "actions",
      label: t("palette.actions"),
      items: [
        {
          ...{ id: "profile", icon: CircleUser, label: t("profile.title") },
          onSelect: () => void navigate({ to: "/profile" }),
        },
        {
          ...{ id: "theme", icon: Moon, label: t(theme === "dark" ? "palette.light" : "palette.dark") },
          onSelect: () => setTheme(theme === "dark" ? "light" : "dark"),
        },
        {
          ...{ id: "language", icon: Languages, label: t(isHindi ? "palette.english" : "palette.hindi") },
          onSelect: () => void i18n.changeLanguage(isHindi ? "en" : "hi"),
        },
        { ...{ id: "out", icon: LogOut, label: t("profile.signOut") }, onSelect: () => void signOut() },
      ],
    },
  ];
}

/** Customers and transactions that the server finds. */
function useFound(search: string, isOpen: boolean): PaletteGroup[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const isSearching = isOpen && search.length >= MIN_LETTERS;
  const input = { search, limit: FOUND };
  const options = { placeholderData: keepPreviousData };
  const mayCustomers = useMay("customers.read");
  const mayTransactions = useMay("transactions.read");
  const customers = useQuery({
    ...api.customers.list.queryOptions(input, options),
    enabled: isSearching && mayCustomers,
  });
  const transactions = useQuery({
    ...api.transactions.list.queryOptions(input, options),
    enabled: isSearching && mayTransactions,
  });
  if (!isSearching) return [];
  const customerItems = (customers.data?.items ?? []).map(({ id, fullName, phoneNumber }) => ({
    ...{ id, icon: User, label: fullName, hint: phoneNumber === null ? "" : groupPhone(phoneNumber) },
    onSelect: () => void navigate({ to: `/customers/${id}` }),
  }));
  const transactionItems = (transactions.data?.items ?? []).map(({ id, reference, finalAmountMinor }) => ({
    ...{ id, icon: Banknote, label: reference, hint: formats.money(finalAmountMinor) },
    onSelect: () => void navigate({ to: `/transactions/${id}` }),
  }));
  return [
    { id: "customers", label: t("nav.customers"), items: customerItems },
    { id: "transactions", label: t("nav.transactions"), items: transactionItems },
  ];
}
