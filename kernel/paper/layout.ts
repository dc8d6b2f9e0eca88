/**
 * A printed form as replaceable data: a JSON document that says what stands where and names the data by simple
 * paths. It holds no code. `whyNotLayout` is the door: nothing is drawn from a layout that it has not passed.
 */

export type Align = 'left' | 'center' | 'right';

/** A run of text. `text` may hold `{path}` or `{path|format}`; see `FORMATS` for the formats. */
export type Line = {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: Align;
  readonly sizePt?: number;
  /** A short rule under the text, as under the national motto. */
  readonly underline?: boolean;
  /** The line is left out when every value it names is empty. */
  readonly optional?: boolean;
};

export type TextBlock = Line & { readonly kind: 'text'; readonly beforePt?: number };

/** Columns of lines side by side: the issuing body on the left, the national heading on the right. */
export type SidesBlock = {
  readonly kind: 'sides';
  readonly sides: readonly { readonly share: number; readonly lines: readonly Line[] }[];
  readonly beforePt?: number;
};

/** Places to sign, side by side, kept together on one page. */
export type SignaturesBlock = {
  readonly kind: 'signatures';
  readonly slots: readonly {
    readonly lines: readonly Line[];
    readonly name?: string;
    /** The slot is left out when its name is empty. */
    readonly optional?: boolean;
  }[];
  /** The height left free for the signature itself. */
  readonly roomMm: number;
  readonly beforePt?: number;
};

/** A QR code of a text, in the middle. It is left out when a value that its text names is empty. */
export type QrBlock = {
  readonly kind: 'qr';
  readonly text: string;
  readonly sizeMm: number;
  readonly beforePt?: number;
};

export type RuleBlock = { readonly kind: 'rule'; readonly dashed?: boolean; readonly beforePt?: number };

/** A leaf column. `sum` adds its values up; its `value` is then exactly one `{path|vnd}` or `{path|count}`. */
export type Column = {
  readonly label: string;
  readonly share: number;
  readonly value: string;
  readonly align?: Align;
  readonly sum?: boolean;
  readonly bold?: boolean;
  /** The letter or number printed under the head, as official lists do: A, B, 1, 2. */
  readonly mark?: string;
};

/** A merged head over two or more leaf columns. */
export type ColumnGroup = { readonly label: string; readonly columns: readonly Column[] };

/** Rows that follow each other with the same value of `by` are one group; the rows arrive already sorted. */
export type Group = {
  readonly by: string;
  readonly heading?: string;
  readonly subtotal?: string;
  /** Each group begins on a new page. */
  readonly newPage?: boolean;
  /** The running number starts again at 1. */
  readonly renumber?: boolean;
};

/** One line of figures per distinct value of `by`, printed after the total: what of it is which. */
export type Tally = { readonly by: string; readonly label: string };

export type TableBlock = {
  readonly kind: 'table';
  /** The name of the list in the data. Its sums are then known to later blocks as `total.<rows>.<path>`. */
  readonly rows: string;
  readonly columns: readonly (Column | ColumnGroup)[];
  readonly groups?: readonly Group[];
  readonly tallies?: readonly Tally[];
  readonly total?: string;
  /** A path whose different values are counted as `{distinct}`: people, where one may stand on two rows. */
  readonly distinct?: string;
  readonly carry?: { readonly forward: string; readonly brought: string };
  /** What a table without rows says. */
  readonly empty: string;
  readonly minRowMm?: number;
  readonly sizePt?: number;
  readonly headSizePt?: number;
  readonly lines?: 'grid' | 'rows' | 'none';
  readonly beforePt?: number;
};

export type Block = TextBlock | SidesBlock | SignaturesBlock | RuleBlock | QrBlock | TableBlock;

export type PageSetup = {
  /** A roll has a width and no height: the page is cut where the text ends. */
  readonly size: 'A4' | 'A5' | { readonly rollMm: number };
  readonly orientation?: 'portrait' | 'landscape';
  readonly marginsMm: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  readonly font: 'tinos' | 'be-vietnam-pro';
  readonly sizePt: number;
};

export type Layout = {
  readonly layout: 1;
  readonly code: string;
  readonly title: string;
  /** The official form whose manner this follows, and its source. */
  readonly basis: string;
  /** False until someone who has seen the official form in force has said that this one matches it. */
  readonly confirmed: boolean;
  readonly page: PageSetup;
  /** Printed at the bottom of each page; `{page}` and `{pages}` stand for the page and their number. */
  readonly foot?: { readonly left?: string; readonly right?: string };
  readonly body: readonly Block[];
};

export type Value = string | number | bigint | boolean | null;
/** A tree of values; a layout reaches into it by `a.b.c`. */
export type Facts = { readonly [name: string]: Value | Facts };
export type Row = Facts;
export type Rows = Iterable<Row> | AsyncIterable<Row>;

export type DocumentData = {
  readonly facts: Facts;
  /** The lists that the layout's tables name. Each is read once, in order, and may be longer than memory. */
  readonly rows: Readonly<Record<string, Rows>>;
  /** Stamped into the file as its date of making: the same data with the same instant gives the same bytes. */
  readonly madeAt: Date;
};

export function leavesOf(columns: TableBlock['columns']): Column[] {
  return columns.flatMap((column) => ('columns' in column ? [...column.columns] : [column]));
}
