/** A phone that stays on for days asks by itself whether there is a new version. */
const ASK_MS = 60 * 60_000;

/**
 * Waits for a new version and tells of it: `onReady` gets what lets it take over, and decides when. Until then this version goes on,
 * with its own files. Closed and opened again, the phone comes up in the new one, and finds everything where it was.
 */
export function watchUpdates(onReady: (takeOver: () => void) => void): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' }).then((registration) => {
    const tell = (worker: ServiceWorker | null) => {
      // Without a controller it is the first one: there is nothing to replace.
      if (!worker || !navigator.serviceWorker.controller) return;
      onReady(() => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage('take-over');
      });
    };
    tell(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') tell(worker);
      });
    });
    const ask = () => void registration.update().catch(() => {});
    setInterval(ask, ASK_MS);
    addEventListener('online', ask);
  });
}
