/** A colour a round, each 4.5:1 against white; its number stands beside it wherever it is used. */
const COLOURS = ['#1d447b', '#9a3412', '#17683f', '#6b21a8', '#8a5200', '#0f6674', '#9d174d', '#4d5b6e'];

export const colourOf = (round: number): string => COLOURS[round % COLOURS.length] as string;
