import { type BillLineKind, BYTES_PER_GB, formatVolume } from "@nexa/contracts";

/** What a cycle used and owes, as its bill is drawn from it. Amounts in minor units with tax. */
export type BillBasis = {
  planName: string;
  priceMinor: number;
  addons: readonly { id: string; planName: string; priceMinor: number }[];
  overageBytes: number;
  /** Null: what goes beyond the allowance is not charged. */
  overagePricePerGbMinor: number | null;
  /** Credit notes with something left to carry, oldest first. */
  carried: readonly { id: string; label: string; leftMinor: number }[];
  taxPercent: number;
};

export type DrawnLine = {
  kind: BillLineKind;
  description: string;
  /** Bytes of overage, or how many of the rest. */
  quantity: number;
  /** Below zero for a credit. */
  amountMinor: number;
  addonId: string | null;
  creditNoteId: string | null;
};

export type DrawnBill = { lines: DrawnLine[]; totalMinor: number; taxMinor: number };

/**
 * The lines of a bill, their sum and the tax in it: plan, add-ons, overage, then carried credit as far as it lowers the total to zero;
 * what is not used stays carried. The one rule behind bills and estimates.
 */
export function drawBill(basis: BillBasis): DrawnBill {
  const charges = [
    line("base", basis.planName, 1, basis.priceMinor),
    ...basis.addons.map((addon) => ({ ...line("addon", addon.planName, 1, addon.priceMinor), addonId: addon.id })),
    ...overageLines(basis),
  ];
  let totalMinor = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const credits: DrawnLine[] = [];
  for (const { id, label, leftMinor } of basis.carried) {
    const usedMinor = Math.min(leftMinor, totalMinor);
    if (usedMinor <= 0) continue;
    credits.push({ ...line("credit", label, 1, -usedMinor), creditNoteId: id });
    totalMinor -= usedMinor;
  }
  return { lines: [...charges, ...credits], totalMinor, taxMinor: includedTax(totalMinor, basis.taxPercent) };
}

function line(kind: BillLineKind, description: string, quantity: number, amountMinor: number): DrawnLine {
  return { kind, description, quantity, amountMinor, addonId: null, creditNoteId: null };
}

function overageLines({ overageBytes, overagePricePerGbMinor: price }: BillBasis): DrawnLine[] {
  if (overageBytes === 0 || price === null) return [];
  const amountMinor = overagePrice(overageBytes, price);
  return [line("overage", `Data beyond the allowance, ${formatVolume(overageBytes)}`, overageBytes, amountMinor)];
}

/** What bytes beyond the allowance cost at a price per GB (1024^3 bytes), rounded half-up to one minor unit. Exact in integers. */
export function overagePrice(bytes: number, pricePerGbMinor: number): number {
  const perGb = BigInt(BYTES_PER_GB);
  return Number((BigInt(bytes) * BigInt(pricePerGbMinor) + perGb / 2n) / perGb);
}

/** The tax inside an amount that includes it: `total - round(total / (1 + percent / 100))`, half-up, in integers. */
export function includedTax(totalMinor: number, taxPercent: number): number {
  const whole = 10_000n;
  const withTax = whole + BigInt(Math.round(taxPercent * 100));
  const net = (BigInt(totalMinor) * whole * 2n + withTax) / (withTax * 2n);
  return totalMinor - Number(net);
}
