import { resetAnalytics } from "../../analytics/index.ts";
import { sealAuditEvents } from "../../audit/index.ts";
import type { CoreContext } from "../../context.ts";
import { bringLiving } from "./bring-living.ts";
import type { Living } from "./keep-living.ts";

const NOT_AGAIN = "It was waiting when a backup was made that has been restored since, so it was not sent.";

export type SettledIn = {
  /** Whether the archive is of this installation, or this one was only a place to restore into. */
  isOwn: boolean;
  suppressedNotices: number;
  toldSince: number;
  salesSince: number;
};

/** Makes the restored rows those of a living installation, in the transaction that loaded them. */
export async function settleIn(tx: CoreContext, living: Living): Promise<SettledIn> {
  const isOwn = await isSameInstallation(tx, living);
  const brought = isOwn ? await bringLiving(tx) : { told: 0, reversed: 0 };
  const suppressedNotices = await suppressNotices(tx);
  await stopBroadcasts(tx);
  await goOnInTime(tx, living);
  await resetAnalytics(tx);
  return { isOwn, suppressedNotices, toldSince: brought.told, salesSince: brought.reversed };
}

/** Another installation's notices and sales are not this one's: a fresh one is only a place to restore into. */
async function isSameInstallation(tx: CoreContext, { installedAt }: Living): Promise<boolean> {
  const [row] = await tx.db.query<{ installedAt: Date }>({
    text: `select installed_at as "installedAt" from operator_profile`,
  });
  return installedAt !== null && row?.installedAt.getTime() === installedAt.getTime();
}

/** What waited then was sent since or is out of date; it stays readable in the app. Codes in it are wiped. */
async function suppressNotices(tx: CoreContext): Promise<number> {
  const suppressed = await tx.db.query({
    text: `update notification_deliveries set status = 'suppressed', last_error = $1, lease_until = null, lease_owner = null
      where status = 'pending' returning notification_id`,
    values: [NOT_AGAIN],
  });
  // Placed in the stream without deliveries: the sequencer would make them.
  const placed = await tx.db.query({
    text: `update notifications n set stream_seq = placed.seq from (
        select id, nextval('notification_stream_seq') as seq from (select id from notifications where stream_seq is null order by id) as open
      ) as placed where n.id = placed.id returning n.id`,
  });
  await tx.db.query({ text: "update notifications set sealed_secret = null where sealed_secret is not null" });
  return suppressed.length + placed.length;
}

async function stopBroadcasts(tx: CoreContext): Promise<void> {
  await tx.db.query({
    text: `update broadcasts set status = 'stopped', ended_at = $1, error = $2 where status in ('queued', 'running')`,
    values: [
      tx.clock.now(),
      "It was under way when a backup was made that has been restored since. Resume it if it is still wanted.",
    ],
  });
}

/** Business time and the catalogue's version never go back, or servers would take what they hold for newer. */
async function goOnInTime(tx: CoreContext, { clockOffsetMs, catalogVersion }: Living): Promise<void> {
  await tx.db.query({
    text: `insert into clock_offset (id, milliseconds) values (1, $1)
      on conflict (id) do update set milliseconds = greatest(clock_offset.milliseconds, excluded.milliseconds)`,
    values: [clockOffsetMs],
  });
  await tx.db.query({
    text: "update catalog_version set version = $1 + 1 where version <= $1",
    values: [catalogVersion],
  });
}

/** The archive was verified, so its rows and the restore's own join the chain as they are, whoever signed them. */
export async function sealAll(tx: CoreContext): Promise<void> {
  for (;;) {
    const { sealed } = await sealAuditEvents(tx, { trustsUnsigned: true });
    if (sealed === 0) return;
  }
}
