/** One key for one wish to cancel: kept over a reload, so that the money is asked for once. */
export function cancelKey(subscriptionId: string): string {
  const kept = sessionStorage.getItem(nameOf(subscriptionId));
  if (kept !== null) return kept;
  const key = crypto.randomUUID();
  sessionStorage.setItem(nameOf(subscriptionId), key);
  return key;
}

export function forgetCancelKey(subscriptionId: string): void {
  sessionStorage.removeItem(nameOf(subscriptionId));
}

function nameOf(subscriptionId: string): string {
  return `nexa.cancel.${subscriptionId}`;
}
