// Part of the service worker: a click on a notice opens the list of notices, in a window that is there already if there is one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const [open] = await self.clients.matchAll({ type: "window" });
      if (!open) return self.clients.openWindow("/notifications");
      await open.focus();
      return open.navigate("/notifications");
    })(),
  );
});
