import { z } from "zod";

export const BYTES_PER_MB = 1024 ** 2;
export const BYTES_PER_GB = 1024 ** 3;

/** A volume in bytes. The bound (1 PiB) keeps sums below 2^53. */
export const VolumeBytes = z
  .int()
  .min(0)
  .max(1024 ** 5);

/** A volume for people, e.g. `1.5 GB`; 1 GB = 1024^3 bytes. */
export function formatVolume(bytes: number): string {
  const inGb = bytes / BYTES_PER_GB;
  if (inGb >= 1) return `${Number(inGb.toFixed(2))} GB`;
  return `${Number((bytes / BYTES_PER_MB).toFixed(0))} MB`;
}
