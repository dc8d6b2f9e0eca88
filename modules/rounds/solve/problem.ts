/**
 * What a planner asks and what it is told. All times are whole seconds (fractions are rounded), all clock times seconds
 * of the day, and a load is any whole number up to 2^53: the money in the bag in VND, or pieces.
 */
export interface Problem {
  /** How many places `travelS` knows: homes, and the offices where rounds begin. */
  readonly places: number;
  /** Seconds from place to place, row by row: `travelS[from * places + to]`. A closed road is `Infinity`. Within a place it takes no time. */
  readonly travelS: ArrayLike<number>;
  readonly stops: readonly Stop[];
  /** One round each at most. Nobody is added: what these cannot carry stays unassigned, and is told. */
  readonly vehicles: readonly Vehicle[];
}

export interface Window {
  readonly fromS: number;
  readonly toS: number;
}

export interface Stop {
  readonly id: string;
  /** Where it is; several stops may share a place. */
  readonly place: number;
  readonly load: number;
  /** How long the payer stays. */
  readonly serviceS?: number;
  /** When the visit may begin, in order and not overlapping; at any time when left out. Who comes early waits. */
  readonly windows?: readonly Window[];
  /** The vehicle whose payer knows this door, and what it costs, in seconds, to send another. */
  readonly familiar?: { readonly vehicle: string; readonly otherwiseS: number };
  /** The vehicles that may come; all when left out. */
  readonly only?: readonly string[];
  /** What leaving it out costs, in seconds; ten times the longest way and 1,000 when left out, more than any detour. */
  readonly unassignedS?: number;
}

export interface Vehicle {
  readonly id: string;
  /** Where the round begins and ends. */
  readonly place: number;
  readonly capacity: number;
  /** When the round sets out; midnight when left out. */
  readonly startS?: number;
  /** The longest it may be away: ways, waiting and visits; no limit when left out. */
  readonly maxS?: number;
}

/** How long to look. With `iterations` and no `seconds`, the same seed gives the same plan on any machine. */
export interface Effort {
  readonly seed?: number;
  readonly seconds?: number;
  readonly iterations?: number;
  /** Ends the search early; the best plan so far is the answer. */
  readonly signal?: AbortSignal;
  /** Called about ten times a second at most, when something better was found. */
  readonly onBetter?: (progress: Progress) => void;
}

export interface Progress {
  readonly cost: number;
  /** Stops that no round visits yet. */
  readonly unassigned: number;
  readonly rounds: number;
  readonly elapsedS: number;
  readonly iterations: number;
}

export interface Visit {
  readonly stop: string;
  readonly arriveS: number;
  /** After waiting for a window to open. */
  readonly beginS: number;
  readonly leaveS: number;
}

export interface Round {
  readonly vehicle: string;
  readonly visits: readonly Visit[];
  readonly load: number;
  readonly travelS: number;
  readonly startS: number;
  readonly endS: number;
}

/**
 * Why nobody comes. The first five say that no vehicle could, even if it did nothing else: too heavy for every bag,
 * no open road, no window that is reached in time, not back in time, no vehicle that may. `no-room`: what there is was
 * used better elsewhere.
 */
export type Why = 'too-heavy' | 'closed-road' | 'window' | 'hours' | 'no-vehicle' | 'no-room';

export interface Unassigned {
  readonly stop: string;
  readonly why: Why;
}

export interface Plan {
  /** Rounds with at least one stop, in the order of the vehicles. */
  readonly rounds: readonly Round[];
  /** Every stop without a round, so that none is lost from sight. */
  readonly unassigned: readonly Unassigned[];
  /** Seconds of travel, plus what unfamiliar payers and unassigned stops cost. */
  readonly cost: number;
  readonly iterations: number;
  /** When, from the start, the best plan was found. */
  readonly foundS: number;
}
