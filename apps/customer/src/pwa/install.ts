import { useSyncExternalStore } from "react";

/** What Chromium fires when the app can be installed; not in the standard's types. */
type InstallEvent = Event & {
  prompt: () => Promise<void>;
  userChoice: Promise<{ outcome: "accepted" | "dismissed" }>;
};

let offered: InstallEvent | null = null;
const listeners = new Set<() => void>();

function change(next: InstallEvent | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

/** Keeps the browser's offer to install for the moment when the customer asks for it. */
export function listenForInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    change(event as InstallEvent);
  });
  addEventListener("appinstalled", () => change(null));
}

async function install(): Promise<void> {
  const event = offered;
  if (event === null) return;
  change(null);
  await event.prompt();
}

/** `install` asks the browser to; null where it cannot now. `isByHand`: people find it in the share menu of their iPhone. */
export function useInstall(): { install: (() => Promise<void>) | null; isInstalled: boolean; isByHand: boolean } {
  const event = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
  );
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  const isByHand = !isInstalled && /iPhone|iPad/.test(navigator.userAgent);
  return { install: event && install, isInstalled, isByHand };
}
