import type { Json } from "./json.ts";
import { SECURITY, successBody } from "./operation-parts.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";

const headers: Json = { "X-Request-Id": headerRef("RequestId") };
const backupId = "019aaf3e-7c00-7000-8000-00000000c0de";
const file: Json = {
  "application/octet-stream": { schema: { type: "string", format: "binary" }, example: "the backup's bytes" },
};
const text = { type: ["string", "null"] };
const instant = { type: ["string", "null"], format: "date-time" };

const backup: Json = {
  type: "object",
  properties: {
    backupId: { type: "string", format: "uuid" },
    fileName: { type: "string" },
    kind: { type: ["string", "null"], enum: ["full", "essential", null] },
    reason: { type: ["string", "null"], enum: ["manual", "scheduled", "safety", null] },
    createdAt: instant,
    appVersion: text,
    isEncrypted: { type: ["boolean", "null"] },
    rows: { type: ["integer", "null"] },
    sizeBytes: { type: "integer" },
    addedAt: { type: "string", format: "date-time" },
    canRestore: { type: "boolean" },
    status: { type: "string", enum: ["unverified", "sound", "broken"] },
    verifiedAt: instant,
    problem: text,
  },
  required: ["backupId", "fileName", "sizeBytes", "addedAt", "canRestore", "status"],
};

const example = {
  backupId,
  fileName: `20261123T203000000Z-${backupId}.nexa`,
  kind: "full",
  reason: "scheduled",
  createdAt: "2026-11-23T20:30:00.000Z",
  appVersion: "0.1.0",
  isEncrypted: true,
  rows: 184_223,
  sizeBytes: 9_212_004,
  addedAt: "2026-11-25T08:12:44.120Z",
  canRestore: true,
  status: "sound",
  verifiedAt: "2026-11-25T08:12:44.981Z",
  problem: null,
};

/** A backup travels as a stream of bytes, so these operations are no procedures. */
export const BACKUP_FILE_OPERATIONS = {
  downloadBackup: {
    operationId: "adminBackupsDownload",
    summary: "Download a backup",
    description: "The file as it is stored. It can be uploaded here or restored by the command.",
    tags: ["admin: backup"],
    security: SECURITY.admin,
    parameters: [
      { name: "backupId", in: "path", required: true, schema: { type: "string", format: "uuid" }, example: backupId },
    ],
    responses: {
      200: { description: "The file.", headers, content: file },
      ...problemRefs([401, 403, 404, 409, 422, 429, 500, 503]),
    },
  },
  uploadBackup: {
    operationId: "adminBackupsUpload",
    summary: "Upload a backup",
    description:
      "The file itself as the body, at most 64 GiB. It is verified while it comes; one that is damaged, cut off or of another key is refused and leaves nothing behind.",
    tags: ["admin: backup"],
    security: SECURITY.admin,
    requestBody: { required: true, content: file },
    responses: {
      201: {
        description: "It is stored.",
        headers,
        content: successBody(backup, example, "The backup is stored."),
      },
      ...problemRefs([400, 401, 403, 409, 413, 415, 422, 429, 500, 503]),
    },
  },
} as const satisfies Record<string, Json>;
