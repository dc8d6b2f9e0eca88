import type { ReactNode } from 'react';

/** Icons of one line weight on a 16 px square. They stand beside words, so assistive technology passes them over. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 16 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const CheckIcon = icon(<path d="m3 8.5 3.2 3.2L13 4.8" />);
export const LockIcon = icon(
  <>
    <rect x="3.25" y="7" width="9.5" height="6.75" rx="1" />
    <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
  </>,
);
export const PhoneIcon = icon(
  <>
    <rect x="4.25" y="1.75" width="7.5" height="12.5" rx="1.25" />
    <path d="M7 11.75h2" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M8 4.75V8l2.25 1.5" />
  </>,
);
export const WarningIcon = icon(
  <>
    <path d="M8 2.25 14.25 13.25H1.75Z" />
    <path d="M8 6.5v3M8 11.4v.1" />
  </>,
);
/** Two that are not the same. */
export const UnequalIcon = icon(<path d="M2.75 6h10.5M2.75 10h10.5M10.75 2.75l-5.5 10.5" />);
export const HelpIcon = icon(
  <>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M6.25 6.25a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.85.7-.85 1.3M8 11.4v.1" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="8" cy="5.25" r="2.75" />
    <path d="M2.75 13.75c.5-2.75 2.5-4 5.25-4s4.75 1.25 5.25 4" />
  </>,
);
export const PrintIcon = icon(
  <>
    <path d="M4.5 6V2.25h7V6M4.5 11.5h-2v-5h11v5h-2" />
    <path d="M4.5 9.5h7v4.25h-7Z" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
    <path d="M10.5 3.25a.75.75 0 0 0-.75-.75h-6a1.25 1.25 0 0 0-1.25 1.25v6c0 .4.35.75.75.75" />
  </>,
);
export const SaveIcon = icon(<path d="M8 2.25v8M4.75 7.25 8 10.5l3.25-3.25M2.5 13.5h11" />);
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const LeftIcon = icon(<path d="M10 3 5 8l5 5" />);
export const RightIcon = icon(<path d="m6 3 5 5-5 5" />);
export const UpIcon = icon(<path d="M8 12.5v-9M4.5 7 8 3.5 11.5 7" />);
export const DownIcon = icon(<path d="M8 3.5v9M4.5 9 8 12.5 11.5 9" />);
export const LiveIcon = icon(
  <>
    <circle cx="8" cy="8" r="1.5" fill="currentColor" />
    <path d="M4.9 11.1a4.4 4.4 0 0 1 0-6.2M11.1 4.9a4.4 4.4 0 0 1 0 6.2M2.7 13.3a7.5 7.5 0 0 1 0-10.6M13.3 2.7a7.5 7.5 0 0 1 0 10.6" />
  </>,
);
export const BrokenIcon = icon(
  <path d="m2.5 2.5 11 11M4 5.5A7 7 0 0 0 2 7M8 5a7 7 0 0 1 6 2M6 9.5A3 3 0 0 1 8 9M8 12.4v.1" />,
);

export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.5 3.5" />
  </>,
);
export const SidebarIcon = icon(
  <>
    <rect x="2.25" y="3" width="11.5" height="10" rx="1" />
    <path d="M6.25 3v10" />
  </>,
);
export const MenuIcon = icon(<path d="M2.5 4h11M2.5 8h11M2.5 12h11" />);
export const SheetIcon = icon(
  <>
    <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1" />
    <path d="M2.75 6.25h10.5M2.75 9.75h10.5M6.5 6.25v7" />
  </>,
);
export const ColumnsIcon = icon(<path d="M3 3v10M6.5 3v10M9.5 3v10M13 3v10" />);
export const HomeIcon = icon(<path d="M2.5 7.5 8 2.75l5.5 4.75v5.75h-3.75V9.5h-3.5v3.75H2.5Z" />);
export const CounterIcon = icon(
  <>
    <rect x="1.75" y="4" width="12.5" height="8" rx="1" />
    <circle cx="8" cy="8" r="1.75" />
    <path d="M4 8v.1M12 8v.1" />
  </>,
);
export const ListIcon = icon(<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1" />);
export const CalendarIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="11" height="10" rx="1" />
    <path d="M2.5 6.75h11M5.5 2v3M10.5 2v3" />
  </>,
);
export const SafeIcon = icon(
  <>
    <rect x="2.25" y="2.75" width="11.5" height="9.5" rx="1" />
    <circle cx="8" cy="7.5" r="2.25" />
    <path d="M4.5 12.25v1.5M11.5 12.25v1.5M8 5.25v-.5M8 10.25v-.5" />
  </>,
);
export const ScaleIcon = icon(
  <path d="M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.5 9h3ZM13 4.5 11.5 9h3ZM1.5 9a1.5 1.5 0 0 0 3 0M11.5 9a1.5 1.5 0 0 0 3 0" />,
);
export const BankIcon = icon(<path d="M2 6.5 8 2.75l6 3.75ZM4 6.5V11M8 6.5V11M12 6.5V11M2 13.25h12" />);
export const ChartIcon = icon(<path d="M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6" />);
export const EyeIcon = icon(
  <>
    <path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8Z" />
    <circle cx="8" cy="8" r="2" />
  </>,
);
export const GearIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.25" />
    <path d="M8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
  </>,
);
export const StarIcon = icon(
  <path d="m8 2.25 1.8 3.7 4 .55-2.9 2.85.7 4.05L8 11.5l-3.6 1.9.7-4.05L2.2 6.5l4-.55Z" />,
);
export const RouteIcon = icon(
  <>
    <circle cx="4" cy="12" r="1.75" />
    <circle cx="12" cy="4" r="1.75" />
    <path d="M5.75 12H10a2 2 0 0 0 0-4H6a2 2 0 0 1 0-4h4.25" />
  </>,
);

/** The mark: a door in a house, lit. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d="M3 11 12 3l9 8v10H3Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path d="M9.5 21v-7h5v7Z" fill="var(--accent)" />
    </svg>
  );
}
