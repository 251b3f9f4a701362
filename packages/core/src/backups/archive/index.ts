export {
  type ArchiveEntry,
  type ArchiveFacts,
  ArchiveManifest,
  type ArchiveTrailer,
} from "./manifest.ts";
export { type ArchiveKeys, type OpenArchive, openArchive, readManifest } from "./open-archive.ts";
export { type VerifiedArchive, verifyArchive } from "./verify-archive.ts";
export { type ArchiveSource, writeArchive } from "./write-archive.ts";
