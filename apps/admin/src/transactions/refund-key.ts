type Request = { transactionId: string; amountMinor?: number; reason: string };
type Stored = { request: string; key: string };

const nameOf = (transactionId: string) => `nexa.refund.${transactionId}`;

/** The key of this refund. The same request has the same one until its answer is final, also after a reload. */
export function refundKey(request: Request): string {
  const text = JSON.stringify(request);
  const stored = sessionStorage.getItem(nameOf(request.transactionId));
  const known = stored ? (JSON.parse(stored) as Stored) : null;
  if (known?.request === text) return known.key;
  const key = crypto.randomUUID();
  sessionStorage.setItem(nameOf(request.transactionId), JSON.stringify({ request: text, key } satisfies Stored));
  return key;
}

/** The answer is final: the next refund is another one. */
export function forgetRefundKey(transactionId: string): void {
  sessionStorage.removeItem(nameOf(transactionId));
}
