const API = /^\/(?:customer|admin|partner|api|trpc|auth|webhooks|health|media|docs|openapi\.json)(?:\/|$)/;

/** Whether programs ask for data there; everything else belongs to the pages and files of the web apps. */
export function isApiPath(path: string): boolean {
  return API.test(path);
}
