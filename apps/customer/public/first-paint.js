// Before anything is painted: the theme that was chosen here, else the device's.
(() => {
  const chosen = localStorage.getItem("nexa.theme");
  const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  document.documentElement.lang = localStorage.getItem("nexa.language") ?? "en";
})();
