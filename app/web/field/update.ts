/** Waits for a new version and tells of it; it takes over only when the payer says so, never by itself. */
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
  });
}
