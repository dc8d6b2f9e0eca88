/** Below this a photo may no longer fit. */
export const FREE_LEAST_BYTES = 20 * 1024 * 1024;

export interface Room {
  readonly persisted: boolean;
  readonly freeBytes: number | null;
}

/** What the browser says of its storage; it may round, so a write can fail all the same. */
export async function readRoom(): Promise<Room> {
  const persisted = await navigator.storage?.persisted?.().catch(() => false);
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return { persisted: persisted ?? false, freeBytes: quota === undefined ? null : quota - (usage ?? 0) };
}
