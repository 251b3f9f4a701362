import { useSyncExternalStore } from "react";

const STORED_AS = "nexa.deviceNotices";
const listeners = new Set<() => void>();

/** `off` although allowed: switched off in this app. `unable`: the browser has no such thing, or asks for a secure address. */
export type DeviceNotices = "unable" | "blocked" | "askable" | "off" | "on";

export function deviceNotices(): DeviceNotices {
  if (!("Notification" in globalThis) || !("serviceWorker" in navigator) || !isSecureContext) return "unable";
  if (Notification.permission === "denied") return "blocked";
  if (Notification.permission === "default") return "askable";
  return localStorage.getItem(STORED_AS) === "off" ? "off" : "on";
}

/** Asks the browser where it has not been asked; only ever from a click on what says why. */
export async function switchDeviceNotices(isOn: boolean): Promise<void> {
  if (isOn && deviceNotices() === "askable") await Notification.requestPermission();
  if (isOn) localStorage.removeItem(STORED_AS);
  else localStorage.setItem(STORED_AS, "off");
  for (const listener of listeners) listener();
}

export function useDeviceNotices(): DeviceNotices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, deviceNotices);
}

/** Shows a notice as the device shows them, for when the app is open but not in sight. */
export async function showOnDevice(notice: { id: string; title: string; body: string }): Promise<void> {
  if (deviceNotices() !== "on") return;
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.showNotification(notice.title, {
    body: notice.body,
    tag: notice.id,
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
  });
}
