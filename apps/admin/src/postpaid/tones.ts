import type { ActivationStatus, BillStatus } from "@nexa/contracts/enums";
import type { Tone } from "@nexa/ui/components/badge.tsx";

export const ACTIVATION_TONES: Record<ActivationStatus, Tone> = {
  active: "positive",
  suspended: "warning",
  cancelled: "neutral",
};

export const BILL_TONES: Record<BillStatus, Tone> = {
  issued: "brand",
  overdue: "negative",
  paid: "positive",
  credited: "neutral",
  void: "neutral",
};
