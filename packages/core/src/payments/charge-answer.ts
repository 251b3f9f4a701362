/** `reversed`: given up and stopped at the gateway. `abandoned`: given up, but it may still capture. `pending`, `unknown`: not final yet. */
export type ChargeOutcome = "succeeded" | "failed" | "reversed" | "abandoned" | "pending" | "unknown";

export type ChargeAnswer = {
  transactionId: string;
  outcome: ChargeOutcome;
  providerReference?: string | null;
  /** Why, in words fit for the payer. */
  detail?: string | null;
  /** Which way the answer came: `charge`, `webhook`, `reconcile`. */
  cause: string;
};

/**
 * What settling did: `deliver` gave what was paid for, `return` and `return_late` send the money back, `wait` keeps it pending, `close` ends
 * an abandoned attempt, `none` found it settled before.
 */
export type ChargeVerdict = "deliver" | "return" | "return_late" | "fail" | "reverse" | "wait" | "close" | "none";

export type ChargeSettlement = {
  verdict: ChargeVerdict;
  /** A refund attempt to be carried out with the gateway. */
  refundAttemptId: string | null;
};
