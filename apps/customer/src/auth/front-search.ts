/** `next` is where the visitor was going: a path of this app. */
export type SignInSearch = { next?: string; hasEnded?: boolean };

export function readSignInSearch(search: Record<string, unknown>): SignInSearch {
  return { ...readNext(search), ...(search.hasEnded === true && { hasEnded: true }) };
}

/** `code` is the referral code of a shared link. */
export type RegisterSearch = { next?: string; code?: string };

export function readRegisterSearch(search: Record<string, unknown>): RegisterSearch {
  const isCode = typeof search.code === "string" || typeof search.code === "number";
  return { ...readNext(search), ...(isCode && { code: String(search.code) }) };
}

/** Only a path of this app: anything else would let a link send people elsewhere after the sign-in. */
function readNext({ next }: Record<string, unknown>): { next?: string } {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}
