import {
  cleanupOutdatedCaches,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';

/** The offline store: every file of this build, fetched once. A new version waits until the payer lets it take over. */
interface Worker {
  readonly __BUILT_FILES__: PrecacheEntry[];
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'activate', listener: (event: ExtendableEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const PAGE = '/field/';
const worker = self as unknown as Worker;

// The page itself comes first from the store: at a door without a network it opens as fast as with one.
worker.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(matchPrecache(PAGE).then((page) => page ?? fetch(event.request)));
});
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

precacheAndRoute(worker.__BUILT_FILES__);
cleanupOutdatedCaches();
