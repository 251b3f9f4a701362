const prefixes = { charge: "sim_ch_", refund: "sim_re_" } as const;

/** The gateway's own name of an attempt: derived from its id, so that it needs no index of its own. */
export function providerReferenceOf(kind: "charge" | "refund", attemptId: string): string {
  return prefixes[kind] + attemptId.replaceAll("-", "");
}

/** The charge attempt that a reference names, null when it is not a charge reference of this gateway. */
export function chargeAttemptOf(reference: string): string | null {
  const parts = /^sim_ch_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(reference);
  return parts === null ? null : parts.slice(1).join("-");
}
