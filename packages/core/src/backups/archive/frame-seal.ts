import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { backupsErrors } from "../errors.ts";
import type { ArchiveEncryption } from "./manifest.ts";

const KEY_BYTES = 32;
const SALT_BYTES = 32;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const GCM_TAG_BYTES = 16;
const HASH_BYTES = 32;

export type Frame = { readonly isLast: boolean; readonly payload: Buffer };
export type SealedFrame = { readonly payload: Buffer; readonly tag: Buffer };

/** Seals frames one after another, or checks and opens them in the same order. */
export type FrameSeal = {
  readonly tagBytes: number;
  seal(frame: Frame): SealedFrame;
  /** @throws backups.broken */
  open(frame: Frame, tag: Buffer): Buffer;
};

/** New parameters for one archive: with its own salt every archive has its own key. */
export function newEncryption(key: string): ArchiveEncryption {
  return { cipher: "aes-256-gcm", keyId: keyIdOf(key), salt: randomBytes(SALT_BYTES).toString("hex") };
}

/** Which key it was, told from the key by a one-way function under its own purpose. */
export function keyIdOf(key: string): string {
  return Buffer.from(hkdfSync("sha256", key, "nexa backup", "key id", KEY_ID_BYTES)).toString("hex");
}

/**
 * AES-256-GCM in frames (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár): the nonce is the frame's number and
 * whether it is the last, so that a changed, moved, missing or added frame is found at once. The manifest is bound as associated data.
 */
export function encryptedFrames(key: string, encryption: ArchiveEncryption, manifestHash: Buffer): FrameSeal {
  const salt = Buffer.from(encryption.salt, "hex");
  const archiveKey = Buffer.from(hkdfSync("sha256", key, salt, "nexa backup frames", KEY_BYTES));
  let number = 0n;
  const nextNonce = (isLast: boolean) => {
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeBigUInt64BE(number, 3);
    nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
    number += 1n;
    return nonce;
  };
  return {
    tagBytes: GCM_TAG_BYTES,
    seal: ({ isLast, payload }) => {
      const cipher = createCipheriv("aes-256-gcm", archiveKey, nextNonce(isLast));
      cipher.setAAD(manifestHash);
      const sealed = Buffer.concat([cipher.update(payload), cipher.final()]);
      return { payload: sealed, tag: cipher.getAuthTag() };
    },
    open: ({ isLast, payload }, tag) => {
      const options = { authTagLength: GCM_TAG_BYTES };
      const decipher = createDecipheriv("aes-256-gcm", archiveKey, nextNonce(isLast), options);
      decipher.setAAD(manifestHash);
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(payload), decipher.final()]);
      } catch {
        throw backupsErrors.broken();
      }
    },
  };
}

/** Without a key: each frame carries the SHA-256 over itself and all before it, so the last one's is over the whole archive. */
export function hashedFrames(manifestHash: Buffer): FrameSeal {
  let chained = manifestHash;
  const next = ({ isLast, payload }: Frame) => {
    const head = Buffer.alloc(5);
    head[0] = isLast ? 1 : 0;
    head.writeUInt32BE(payload.length, 1);
    chained = createHash("sha256").update(chained).update(head).update(payload).digest();
    return chained;
  };
  return {
    tagBytes: HASH_BYTES,
    seal: (frame) => ({ payload: frame.payload, tag: next(frame) }),
    open: (frame, tag) => {
      if (!next(frame).equals(tag)) throw backupsErrors.broken();
      return frame.payload;
    },
  };
}
