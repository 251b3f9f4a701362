import type { S3Options } from "@nexa/integrations";
import { z } from "zod";

const ADDRESS =
  /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*))?$/;

/** Where backups and exports are kept. */
export const BACKUP_STORAGE_VARIABLES = {
  BACKUP_STORAGE: z
    .string()
    .refine((text) => text === "local" || ADDRESS.test(text), "must be local or s3://bucket/prefix")
    .default("local")
    .describe("Where backups and exports are kept: local, in the data folder, or s3://bucket/prefix."),
  BACKUP_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .refine((text) => URL.canParse(text) && new URL(text).username === "", "must not have a name or password in it")
    .optional()
    .describe("The address of a storage that speaks the S3 protocol. Unset: Amazon S3."),
  BACKUP_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/, "must be a region such as ap-south-1")
    .default("us-east-1")
    .describe("The region of the bucket."),
  BACKUP_S3_ACCESS_KEY_ID: z.string().optional().describe("Who NEXA is at that storage."),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().optional().describe("With which secret its requests are signed."),
} as const;

const Schema = z.object(BACKUP_STORAGE_VARIABLES);
export type BackupStorageEnv = z.output<typeof Schema>;

/** What is missing for the storage that was chosen, a line for each variable. */
export function backupStorageFaults(env: Partial<BackupStorageEnv>): string[] {
  if (env.BACKUP_STORAGE === undefined || env.BACKUP_STORAGE === "local") return [];
  const needed = ["BACKUP_S3_ACCESS_KEY_ID", "BACKUP_S3_SECRET_ACCESS_KEY"] as const;
  return needed.flatMap((name) => (env[name] ? [] : [`${name}: is not set, and BACKUP_STORAGE is a bucket`]));
}

/** The bucket that was chosen; undefined for the data folder. */
export function backupBucketOf(env: BackupStorageEnv): S3Options | undefined {
  const [, bucket, prefix = ""] = ADDRESS.exec(env.BACKUP_STORAGE) ?? [];
  if (bucket === undefined) return undefined;
  return {
    ...{ bucket, prefix, endpoint: env.BACKUP_S3_ENDPOINT, region: env.BACKUP_S3_REGION },
    accessKeyId: env.BACKUP_S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: env.BACKUP_S3_SECRET_ACCESS_KEY ?? "",
  };
}
