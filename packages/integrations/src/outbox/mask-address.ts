const shown = 4;

/** A phone number or device token with all but its last four characters hidden, fit for logs. */
export function maskAddress(address: string): string {
  return "*".repeat(Math.max(0, address.length - shown)) + address.slice(-shown);
}
