/** @jsxImportSource preact */

const PATHS = {
  list: 'M4 6h2M10 6h10M4 12h2M10 12h10M4 18h2M10 18h10',
  bag: 'M5 8h14l1 12H4ZM9 8V6a3 3 0 0 1 6 0v2',
  send: 'M4 12 20 4l-5 16-4-7Z',
  phone: 'M8 3h8v18H8ZM11 18h2',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12l5 5 9-10',
  wait: 'M12 7v5l3 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18',
  no: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.5 20h19ZM12 10v4M12 17v.5',
  door: 'M6 21V4h12v17M4 21h16M14 12v1',
  net: 'M4 10a12 12 0 0 1 16 0M7 14a8 8 0 0 1 10 0M12 18v.5',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4ZM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7',
  pen: 'M4 20l1-5L16 4l4 4L9 19Z',
  paper: 'M6 3h9l4 4v14H6ZM9 11h6M9 15h6',
  call: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A16 16 0 0 1 3 6a3 3 0 0 1 3-3',
  undo: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words that say the same, so it is hidden from those who hear the page. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
