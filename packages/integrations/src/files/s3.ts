import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { checkFileKey, checkFilePrefix, type FilesPort, isFileKey, type StoredFile } from "./port.ts";
import { partsOf } from "./s3-parts.ts";

export type S3Options = {
  readonly bucket: string;
  /** Before every key, without a slash at its ends; empty for none. */
  readonly prefix: string;
  /** Of a storage that is not Amazon's; its buckets are addressed by path. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** A storage takes 10,000 parts of a file, so 160 GB; one part is in memory at a time. */
const PART_BYTES = 16 * 1_048_576;
const CONNECT_MS = 5_000;
const SILENCE_MS = 60_000;
const CONTENT_TYPE = "application/octet-stream";

/** Files in a bucket of Amazon S3 or a storage that speaks its protocol. The client is loaded on first use: most installations have none. */
export function createS3Files(options: S3Options): FilesPort {
  const { bucket: Bucket } = options;
  const root = options.prefix === "" ? "" : `${options.prefix}/`;
  let opened: Promise<S3Client> | null = null;
  const connect = () => {
    opened ??= openClient(options);
    return opened;
  };
  const objectOf = (key: string) => {
    checkFileKey(key);
    return { Bucket, Key: root + key };
  };
  return {
    provider: "s3",
    async put(key, chunks, signal) {
      const object = objectOf(key);
      const client = await connect();
      await upload({ client, object, signal }, chunks);
      return describe(client, key, object);
    },
    async open(key) {
      const object = objectOf(key);
      const { GetObjectCommand, NoSuchKey } = await import("@aws-sdk/client-s3");
      const client = await connect();
      try {
        const { Body, ContentLength } = await client.send(new GetObjectCommand(object));
        if (!(Body instanceof Readable)) throw new Error(`the storage answered ${key} without a body`);
        return { sizeBytes: ContentLength ?? 0, chunks: Body };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    async *list(prefix) {
      checkFilePrefix(prefix);
      const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
      const pages = paginateListObjectsV2({ client: await connect() }, { Bucket, Prefix: root + prefix });
      for await (const { Contents } of pages) {
        for (const { Key, Size, LastModified } of Contents ?? []) {
          const key = Key?.slice(root.length) ?? "";
          if (LastModified && isFileKey(key)) yield { key, sizeBytes: Size ?? 0, modifiedAt: LastModified };
        }
      }
    },
    async delete(key) {
      const object = objectOf(key);
      const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
      await (await connect()).send(new DeleteObjectCommand(object));
    },
  };
}

async function openClient({ endpoint, region, accessKeyId, secretAccessKey }: S3Options): Promise<S3Client> {
  const { S3Client: Client } = await import("@aws-sdk/client-s3");
  return new Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Storages of others do not know the newer checksums; every request is signed with a hash of its body anyway.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
  });
}

type StoredObject = { readonly Bucket: string; readonly Key: string };
type Upload = { readonly client: S3Client; readonly object: StoredObject; readonly signal: AbortSignal | undefined };

/** A small file in one request, a large one in parts: either way readers see it whole, at once, or not at all. */
async function upload({ client, object, signal }: Upload, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const { PutObjectCommand } = await import("@aws-sdk/client-s3");
  const parts = partsOf(chunks, PART_BYTES, signal)[Symbol.asyncIterator]();
  try {
    const first = await parts.next();
    const body = first.done ? new Uint8Array() : first.value;
    if (body.length === PART_BYTES) return await uploadParts({ client, object, signal }, body, parts);
    const command = new PutObjectCommand({ ...object, Body: body, ContentType: CONTENT_TYPE });
    await client.send(command, { abortSignal: signal });
  } finally {
    await parts.return?.();
  }
}

async function uploadParts(
  { client, object, signal }: Upload,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): Promise<void> {
  const s3 = await import("@aws-sdk/client-s3");
  const { UploadId } = await client.send(
    new s3.CreateMultipartUploadCommand({ ...object, ContentType: CONTENT_TYPE }),
    { abortSignal: signal },
  );
  try {
    const sent: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let body: Uint8Array | null = first; body !== null; ) {
      const PartNumber = sent.length + 1;
      const part = new s3.UploadPartCommand({ ...object, UploadId, PartNumber, Body: body });
      const { ETag } = await client.send(part, { abortSignal: signal });
      sent.push({ PartNumber, ETag });
      const next = await rest.next();
      body = next.done ? null : next.value;
    }
    signal?.throwIfAborted();
    const whole = { ...object, UploadId, MultipartUpload: { Parts: sent } };
    await client.send(new s3.CompleteMultipartUploadCommand(whole));
  } catch (error) {
    const given = client.send(new s3.AbortMultipartUploadCommand({ ...object, UploadId }));
    await given.catch((left: unknown) => {
      throw new AggregateError([error, left], `parts of ${object.Key} are left in the storage: an upload failed there`);
    });
    throw error;
  }
}

async function describe(client: S3Client, key: string, object: StoredObject): Promise<StoredFile> {
  const { HeadObjectCommand } = await import("@aws-sdk/client-s3");
  const { ContentLength, LastModified } = await client.send(new HeadObjectCommand(object));
  if (LastModified === undefined) throw new Error(`the storage does not say when ${key} was kept`);
  return { key, sizeBytes: ContentLength ?? 0, modifiedAt: LastModified };
}
