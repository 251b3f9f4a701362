import { useSyncExternalStore } from "react";

/** `system` follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORED_AS = "nexa.theme";
const listeners = new Set<() => void>();
const darkDevice = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return THEMES.find((each) => each === stored) ?? "system";
}

function apply(): void {
  const theme = chosen();
  const isDark = theme === "dark" || (theme === "system" && darkDevice.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

/** Follows the choice and the device from now on. The page's own first script has set the theme before anything was painted. */
export function followTheme(): void {
  apply();
  darkDevice.addEventListener("change", apply);
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((listen) => {
    listeners.add(listen);
    return () => listeners.delete(listen);
  }, chosen);
  const choose = (next: Theme) => {
    localStorage.setItem(STORED_AS, next);
    apply();
    for (const listen of listeners) listen();
  };
  return [theme, choose];
}
