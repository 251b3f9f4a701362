import { type ClientFailure, refusalOf } from "@nexa/client";

/**
 * Sends a backup file as it is. By XMLHttpRequest, since fetch does not tell how much went out.
 * @returns what the server refused, null where it took the file
 */
export function sendBackup(file: File, onShare: (share: number) => void): Promise<ClientFailure | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/admin/backup-restore/backup/upload");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const { status, responseText } = request;
      resolve(status < 300 ? null : refusalOf(new Response(responseText, { status })));
    };
    request.onerror = () => resolve(refusalOf(null));
    request.send(file);
  });
}
