const shown = 4;

/** A phone number or device token with all but its last four characters hidden, fit for logs. */
export function maskAddress(address: string): string {
  return "*".repeat(Math.max(0, address.length - shown)) + address.slice(-shown);
}

/** An e-mail address with all but the first letter of its name hidden, fit for logs. */
export function maskEmailAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? maskAddress(address) : `${address.slice(0, 1)}***${address.slice(at)}`;
}
