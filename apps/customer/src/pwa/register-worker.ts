/**
 * Registers the service worker of a built app; the development server has none. A new version waits until it is asked for, so that
 * no payment is cut off by a reload.
 * @param onUpdate called with what applies the new version
 */
export function registerWorker(onUpdate: (apply: () => void) => void): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  if (document.readyState === "complete") void register(onUpdate);
  else addEventListener("load", () => void register(onUpdate), { once: true });
}

async function register(onUpdate: (apply: () => void) => void): Promise<void> {
  const registration = await navigator.serviceWorker.register("/sw.js").catch(() => null);
  if (registration === null) return;
  const offer = () => {
    const waiting = registration.waiting;
    // Without a controller this is the first version, which takes over by itself.
    if (waiting && navigator.serviceWorker.controller) onUpdate(() => apply(waiting));
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
}

function apply(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "SKIP_WAITING" });
}
